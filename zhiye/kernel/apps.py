"""Django's entry to the kernel."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    """Holds the table of operations already answered."""

    name = "zhiye.kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Find what the rooms put into slots of rooms below: each room's ``panels.py``."""
        autodiscover_modules("panels")
