"""Django's entry to the look."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, styles and small scripts that every room uses; no tables."""

    name = "zhiye.ui"
