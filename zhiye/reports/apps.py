"""Django's entry to the reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.ui.navigation import NavItem, register


class ReportsConfig(AppConfig):
    """The month and the year of a committee."""

    name = "zhiye.reports"

    def ready(self) -> None:
        """Stand in the rail of a desk; on a phone on the page 更多."""
        register(
            NavItem(
                gettext_lazy("报表"),
                "reports-home",
                "report",
                40,
                ("places.count",),
                in_bar=False,
                in_rail=True,
            )
        )
