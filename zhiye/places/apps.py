"""Django's entry to the places room."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The tree street → committee → estate → building → unit → home, and overlays."""

    name = "zhiye.places"
