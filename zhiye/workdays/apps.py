"""Django's entry to the working days: reads the place's own file once, at the start."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from zhiye.kernel.dated import local_file
from zhiye.workdays import calendar
from zhiye.workdays.plans import read_plan

VARIABLE = "ZHIYE_WORKDAYS"


class WorkdaysConfig(AppConfig):
    """Working days and days off."""

    name = "zhiye.workdays"

    def ready(self) -> None:
        """Let the file named by ZHIYE_WORKDAYS win; one that is wrong stops the start with a sentence."""
        told = local_file(VARIABLE, settings.WORKDAYS)
        try:
            calendar.use(read_plan(told))
        except ValueError as wrong:
            raise ImproperlyConfigured(f"{VARIABLE} names {settings.WORKDAYS}: {wrong}") from wrong
