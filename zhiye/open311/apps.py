"""Django's entry to the partners' door."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.open311.permissions import PARTNERS
from zhiye.ui.navigation import NavItem, register


class Open311Config(AppConfig):
    """Matters by Open311 GeoReport v2."""

    name = "zhiye.open311"

    def ready(self) -> None:
        """Put the partners onto the page 更多."""
        register(NavItem(gettext_lazy("合作平台"), "open311-partners", "key", 65, (PARTNERS,), in_bar=False))
