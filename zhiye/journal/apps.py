"""Django's entry to the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Notes in the writer's own words."""

    name = "zhiye.journal"
