"""Django's entry to the flows."""

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """Stories over several rooms; one table remembers merges so that they can be undone."""

    name = "zhiye.flows"
