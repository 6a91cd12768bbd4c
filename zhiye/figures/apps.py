"""Django's entry to the figures."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FiguresConfig(AppConfig):
    """What may be counted, and from which records."""

    name = "zhiye.figures"

    def ready(self) -> None:
        """Let every room register its figures."""
        autodiscover_modules("figures")
