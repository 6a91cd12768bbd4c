"""Django's entry to the photos."""

from django.apps import AppConfig

from zhiye.journal.permissions import WRITE
from zhiye.ui.navigation import register_everywhere


class ScansConfig(AppConfig):
    """A written page becomes text beside its photo."""

    name = "zhiye.scans"

    def ready(self) -> None:
        """Put what is not sent yet under every page of those who write."""
        register_everywhere("scans/_everywhere.html", WRITE)
