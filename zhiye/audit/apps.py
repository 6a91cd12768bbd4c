"""Django's entry to the audit room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only trail."""

    name = "zhiye.audit"
