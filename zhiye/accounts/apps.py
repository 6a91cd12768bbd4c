"""Django's entry to the accounts room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from zhiye.ui.navigation import NavItem, register


class AccountsConfig(AppConfig):
    """People who log in, and their roles at places."""

    name = "zhiye.accounts"
    verbose_name = "accounts"
    label = "accounts"

    def ready(self) -> None:
        """Put the doors on the page 更多."""
        register(
            NavItem(
                gettext_lazy("同事和账号"), "staff-list", "person", 70, ("accounts.manage",), in_bar=False
            )
        )
        register(NavItem(gettext_lazy("各种职责能做什么"), "staff-roles", "key", 75, in_bar=False))
