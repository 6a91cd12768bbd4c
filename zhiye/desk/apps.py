"""Django's entry to the desk."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy

from zhiye.ui.navigation import NavItem, register, register_search


class DeskConfig(AppConfig):
    """今天, 找人, 更多."""

    name = "zhiye.desk"

    def ready(self) -> None:
        """Put the doors into the rail, and let every room fill 今天."""
        autodiscover_modules("cards")
        register(NavItem(gettext_lazy("今天"), "today", "today", 10))
        register(NavItem(gettext_lazy("更多"), "more", "more", 90))
        register_search("search", "people.list")
