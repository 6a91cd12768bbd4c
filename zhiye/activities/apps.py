"""Django's entry to the activities."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.activities.permissions import VIEW
from zhiye.ui.navigation import NavItem, register


class ActivitiesConfig(AppConfig):
    """Meetings, lectures, classes, service days."""

    name = "zhiye.activities"

    def ready(self) -> None:
        """Put the door onto the page 更多."""
        register(NavItem(gettext_lazy("活动"), "activities-list", "today", 36, (VIEW,), in_bar=False))
