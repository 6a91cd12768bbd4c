"""Django's entry to the notices."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.notices.permissions import OWN
from zhiye.ui.navigation import NavItem, register


class NoticesConfig(AppConfig):
    """What colleagues are told outside the pages."""

    name = "zhiye.notices"

    def ready(self) -> None:
        """Put the doors onto the page 更多."""
        register(NavItem(gettext_lazy("我的提醒"), "notices-mine", "phone", 65, (OWN,), in_bar=False))
        register(
            NavItem(
                gettext_lazy("居民区的提醒"),
                "notices-groups",
                "phone",
                72,
                ("accounts.manage",),
                in_bar=False,
            )
        )
