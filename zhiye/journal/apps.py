"""Django's entry to the journal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.journal.permissions import VIEW
from zhiye.ui.navigation import NavItem, register


class JournalConfig(AppConfig):
    """Notes in the writer's own words."""

    name = "zhiye.journal"

    def ready(self) -> None:
        """The column stands on the page 更多; the notes have a door of their own."""
        register(NavItem(gettext_lazy("专栏"), "journal-column", "pen", 55, (VIEW,), in_bar=False))
