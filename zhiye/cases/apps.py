"""Django's entry to the matters."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.cases.permissions import VIEW
from zhiye.ui.navigation import NavItem, register


class CasesConfig(AppConfig):
    """What was brought to the committee, and what became of it."""

    name = "zhiye.cases"

    def ready(self) -> None:
        """Put the door onto the page 更多."""
        register(NavItem(gettext_lazy("事项"), "cases-list", "case", 35, (VIEW,), in_bar=False))
