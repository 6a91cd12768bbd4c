"""Django's entry to the people room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.ui.navigation import NavItem, register


class PeopleConfig(AppConfig):
    """The register of people."""

    name = "zhiye.people"

    def ready(self) -> None:
        """Put the doors into the rail."""
        register(NavItem(gettext_lazy("居民"), "people-list", "person", 30, ("people.list",)))
        register(
            NavItem(gettext_lazy("请核对"), "people-verify", "check", 50, ("people.edit",), in_bar=False)
        )
