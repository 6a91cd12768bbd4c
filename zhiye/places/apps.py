"""Django's entry to the places room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.ui.navigation import NavItem, register


class PlacesConfig(AppConfig):
    """The tree street → committee → estate → building → unit → home, and overlays."""

    name = "zhiye.places"

    def ready(self) -> None:
        """Put the doors into the rail."""
        register(
            NavItem(
                gettext_lazy("楼栋"),
                "places-list",
                "building",
                20,
                ("places.view", "places.count"),
                also="/h/",
            )
        )
        register(
            NavItem(
                gettext_lazy("各居民区的数"), "places-counts", "building", 60, ("places.count",), in_bar=False
            )
        )
