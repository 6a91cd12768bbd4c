"""Django's entry to the matters."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy

from zhiye.cases import deadlines
from zhiye.cases.permissions import STREET, VIEW
from zhiye.kernel.dated import local_file
from zhiye.ui.navigation import NavItem, register

VARIABLE = "ZHIYE_DEADLINES"


class CasesConfig(AppConfig):
    """What was brought to the committee, and what became of it."""

    name = "zhiye.cases"

    def ready(self) -> None:
        """Read the place's own deadlines, a wrong file stops the start; put the door onto the page 更多."""
        told = local_file(VARIABLE, settings.DEADLINES)
        try:
            deadlines.use(deadlines.read_rules(told))
        except ValueError as wrong:
            raise ImproperlyConfigured(f"{VARIABLE} names {settings.DEADLINES}: {wrong}") from wrong
        register(NavItem(gettext_lazy("事项"), "cases-list", "case", 35, (VIEW,), in_bar=False))
        register(NavItem(gettext_lazy("交上来的事"), "cases-street", "case", 20, (STREET,)))
