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
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; what goes wrong at the door is told in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy("登录名和密码对不上。看看大小写和输入法，再试一次。"),
        "too_many_login_attempts": gettext_lazy("连着几次都没对上，先停一刻钟再试；急用请管理员重设密码。"),
        "account_inactive": gettext_lazy("这个账号停用了。要用的话，请管理员打开。"),
        "incorrect_password": gettext_lazy("密码没对上，再写一次。"),
        "enter_current_password": gettext_lazy("先写一下现在的密码。"),
        "same_as_current": gettext_lazy("新密码和现在的一样，换一个。"),
        "rate_limited": gettext_lazy("点得太快了，停一会儿再来。"),
    }

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
        told = sociallogin.account.extra_data
        told = told.get("userinfo") or told.get("id_token") or told  # where OpenID Connect servers put it
        name = str(told.get("preferred_username", ""))
        user = User.objects.filter(username__iexact=name, is_active=True).first() if name else None
        if user is None:
            messages.error(request, _("这里还没有您的账号，请管理员先开一个同名的。"))
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, user)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Authenticator apps and passkeys show the log-in name."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("这组数没对上。看看手机上最新的 6 位数，再写一次。"),
    }

    def get_totp_label(self, user: User) -> str:
        """What the authenticator app lists."""
        return user.username


def display_name(user: User) -> str:
    """How allauth's pages name a person."""
    return user.name
