"""How allauth behaves here: nobody signs up, names are shown as colleagues say them."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zhiye.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A single-sign-on log-in meets an account that an administrator made under the same log-in name."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join the outer account to the one here of the same name; without one, say whom to ask."""
        if sociallogin.is_existing:
            return
        name = str(sociallogin.account.extra_data.get("preferred_username", ""))
        user = User.objects.filter(username__iexact=name, is_active=True).first() if name else None
        if user is None:
            messages.error(request, _("这里还没有您的账号，请管理员先开一个同名的。"))
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, user)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Authenticator apps and passkeys show the log-in name."""

    def get_totp_label(self, user: User) -> str:
        """What the authenticator app lists."""
        return user.username


def display_name(user: User) -> str:
    """How allauth's pages name a person."""
    return user.name
