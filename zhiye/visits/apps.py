"""Django's entry to the contacts."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Visits, calls, talks."""

    name = "zhiye.visits"
