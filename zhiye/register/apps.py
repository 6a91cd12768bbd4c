"""Django's entry to the register's door."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Merging people, renaming and moving places: pages in front of flows. No tables."""

    name = "zhiye.register"
