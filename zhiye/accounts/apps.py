"""Django's entry to the accounts room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who log in, and their roles at places."""

    name = "zhiye.accounts"
    verbose_name = "accounts"
    label = "accounts"
