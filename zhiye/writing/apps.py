"""Django's entry to the writing desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.journal.permissions import VIEW, WRITE
from zhiye.ui.navigation import NavItem, register, register_everywhere


class WritingConfig(AppConfig):
    """记一笔, 工作日志. No tables."""

    name = "zhiye.writing"

    def ready(self) -> None:
        """Put the pen into the middle of the bar, and what is not sent yet under every page."""
        register(NavItem(gettext_lazy("记一笔"), "writing-new", "pen", 25, (WRITE,)))
        register(NavItem(gettext_lazy("工作日志"), "writing-list", "pen", 45, (VIEW,), in_bar=False))
        register_everywhere("writing/_everywhere.html", WRITE)
