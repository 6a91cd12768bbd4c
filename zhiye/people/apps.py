"""Django's entry to the people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The register of people."""

    name = "zhiye.people"
