"""Django's entry to the filling of forms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.filling.permissions import USE
from zhiye.ui.navigation import NavItem, register


class FillingConfig(AppConfig):
    """Forms of others, filled from what is known."""

    name = "zhiye.filling"

    def ready(self) -> None:
        """Put the door into the rail."""
        register(NavItem(gettext_lazy("填表"), "filling-list", "pen", 39, (USE,), in_bar=False))
