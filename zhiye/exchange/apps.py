"""Django's entry to the exchange."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.exchange.permissions import IMPORT
from zhiye.ui.navigation import NavItem, register


class ExchangeConfig(AppConfig):
    """Rosters in, lists out."""

    name = "zhiye.exchange"

    def ready(self) -> None:
        """Put the door into the rail."""
        register(NavItem(gettext_lazy("导入"), "import-list", "import", 40, (IMPORT,), in_bar=False))
