"""Django's entry to the residents' door."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.portal.permissions import CODES
from zhiye.ui.navigation import NavItem, register


class PortalConfig(AppConfig):
    """A code on the wall, a receipt, progress, an answer."""

    name = "zhiye.portal"

    def ready(self) -> None:
        """Put the door codes onto the page 更多."""
        register(NavItem(gettext_lazy("楼道码"), "portal-codes", "scan", 60, (CODES,), in_bar=False))
