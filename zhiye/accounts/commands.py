"""Opening and closing accounts, giving and ending roles."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import roles
from zhiye.accounts.models import Membership, User
from zhiye.audit import log
from zhiye.kernel import clock
from zhiye.kernel.actor import EVERYWHERE, Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.places.models import Place

MANAGE = "accounts.manage"


@command("accounts.open", gettext_lazy("开了账号"))
def open_account(
    by: Actor, *, username: str, name: str, role: str, place: Place, password: str | None, trial: bool = False
) -> User:
    """A log-in for a new colleague, with a first role at ``place``. ``trial`` allows a short demo password.

    With None nobody logs in with it until a password is set.
    """
    by.require(MANAGE, _where(role, place))
    username, name = username.strip(), name.strip()
    if not username.isascii() or not username.replace("-", "").isalnum():
        raise Refused(_("登录名用字母和数字，比如 wangfang。"), "username")
    if not name:
        raise Refused(_("写一下姓名，同事看到的就是它。"), "name")
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(_("这个登录名有人用了，换一个。"), "username")
    user = User(username=username, name=name[:40])
    _set_password(user, password, trial)
    user.save()
    log.write(by, "accounts.open", user, place.path, {"username": (None, username)})
    grant_role(by, member=user, role=role, place=place)
    return user


@command("accounts.grant", gettext_lazy("给了职责"))
def grant_role(by: Actor, *, member: User, role: str, place: Place) -> Membership:
    """``member`` holds ``role`` at ``place`` from today; nobody gives more than they hold themselves there."""
    by.require(MANAGE, _where(role, place))
    known = roles().get(role)
    if known is None or (known.at != ("",) and place.kind not in known.at):
        raise Refused(_("这个职责不能放在这里，换一个地方。"), "role")
    missing = [permission for permission in known.permissions if not by.may(permission, place.path)]
    if missing and not by.may("machine.run"):
        raise Refused(_("不能给出自己没有的职责，请街道或管理员来给。"), "role")
    if Membership.objects.filter(member=member, role=role, place=place, until=None).exists():
        raise Refused(_("他已经有这个职责了。"), "role")
    held = Membership.objects.create(member=member, role=role, place=place, since=clock.today())
    log.write(by, "accounts.grant", member, place.path, {"role": (None, f"{role} {place.name}")})
    return held


@command("accounts.end_role", gettext_lazy("结束了职责"))
def end_role(by: Actor, *, membership: Membership) -> Membership:
    """The role is held no more from today."""
    by.require(MANAGE, _where(membership.role, membership.place))
    hold(membership)
    if membership.until:
        raise Refused(_("这个职责已经结束了。"))
    membership.until = clock.today()
    membership.save(update_fields=["until"])
    told = {"role": (f"{membership.role} {membership.place.name}", None)}
    log.write(by, "accounts.end_role", membership.member, membership.place.path, told)
    return membership


@command("accounts.close", gettext_lazy("停用了账号"))
def close_account(by: Actor, *, user: User) -> User:
    """Nobody logs in with it any more; what was written under it stays."""
    by.require(MANAGE)
    if not all(by.may(MANAGE, _where(held.role, held.place)) for held in _held(user)):
        raise Refused(_("他在别处还有职责，只能结束这里的职责。"))
    user.is_active = False
    user.save(update_fields=["is_active"])
    log.write(by, "accounts.close", user, EVERYWHERE, {"is_active": (True, False)})
    return user


@command("accounts.reset_password", gettext_lazy("重设了密码"))
def reset_password(by: Actor, *, user: User, password: str) -> User:
    """A new first password, told to the colleague in person."""
    by.require(MANAGE)
    held = _held(user)
    if not held or not all(by.may(MANAGE, _where(one.role, one.place)) for one in held):
        raise Refused(_("他在别处还有职责，请管理员来重设。"))
    _set_password(user, password, trial=False)
    user.is_active = True
    user.save(update_fields=["password", "is_active"])
    log.write(by, "accounts.reset_password", user, EVERYWHERE)
    return user


def first_password() -> str:
    """A first password that can be read out over a desk: four groups of digits and letters without look-alikes."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _n in range(4)) for _group in range(4))


def _where(role: str, place: Place) -> str:
    known = roles().get(role)
    return EVERYWHERE if known and known.at == ("",) else place.path


def _held(user: User) -> list[Membership]:
    return list(Membership.objects.filter(member=user, until=None).select_related("place"))


def _set_password(user: User, password: str | None, trial: bool) -> None:
    if password is not None and not trial:
        try:
            validate_password(password, user)
        except ValidationError as weak:
            raise Refused(" ".join(weak.messages), "password") from weak
    user.set_password(password)
