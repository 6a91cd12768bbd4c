"""Django's entry to the hotline."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.hotline.permissions import EDIT, VIEW
from zhiye.ui.navigation import NavItem, register, register_everywhere


class HotlineConfig(AppConfig):
    """Tickets of the 12345 hotline."""

    name = "zhiye.hotline"

    def ready(self) -> None:
        """Put the door onto the page 更多; a ticket may be pasted onto the list of matters."""
        register(NavItem(gettext_lazy("12345工单"), "hotline-list", "phone", 36, (VIEW,), in_bar=False))
        register_everywhere("hotline/_paste_anywhere.html", EDIT)
