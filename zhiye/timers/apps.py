"""Django's entry to the timers."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TimersConfig(AppConfig):
    """What is to happen at a moment, and what comes round by itself."""

    name = "zhiye.timers"

    def ready(self) -> None:
        """Find what the rooms do when a timer is due, and their chores: each room's ``clockwork.py``."""
        autodiscover_modules("clockwork")
