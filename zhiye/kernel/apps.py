"""Django's entry to the kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Holds the table of operations already answered."""

    name = "zhiye.kernel"
    default_auto_field = "django.db.models.BigAutoField"
