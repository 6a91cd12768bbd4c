"""Django's entry to the street's year."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.overview.permissions import ASK, TELL
from zhiye.ui.navigation import NavItem, register


class OverviewConfig(AppConfig):
    """Committees side by side, without people."""

    name = "zhiye.overview"

    def ready(self) -> None:
        """Put the doors into the rail."""
        register(NavItem(gettext_lazy("各居民区"), "overview", "home", 15, (ASK,)))
        register(
            NavItem(gettext_lazy("街道看到的我们"), "overview-stories", "home", 57, (TELL,), in_bar=False)
        )
