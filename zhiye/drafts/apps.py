"""Django's entry to the drafts."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """What a note implies, before somebody has said that it is so."""

    name = "zhiye.drafts"
