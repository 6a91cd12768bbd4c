"""Reading accounts: who holds which role where, as far as the actor manages them."""

from uuid import UUID

from django.db.models import Q

from zhiye.accounts.actor import roles
from zhiye.accounts.models import Membership, User
from zhiye.kernel.actor import EVERYWHERE, Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.paths import within

MANAGE = "accounts.manage"


def managed_users(actor: Actor) -> list[User]:
    """People with a log-in whom the actor manages: those with a role at the actor's places; all for a machine's
    administrator."""
    scope = actor.scope(MANAGE)
    if not scope:
        raise NotFound
    if EVERYWHERE in scope:
        return list(User.objects.order_by("-is_active", "name"))
    held = Membership.objects.filter(within("place__path", scope), until=None).values("member_id")
    return list(User.objects.filter(pk__in=held).order_by("-is_active", "name"))


def managed_user(actor: Actor, id_: UUID | str) -> User:
    """One of them. Raises NotFound."""
    found = next((user for user in managed_users(actor) if str(user.pk) == str(id_)), None)
    if found is None:
        raise NotFound
    return found


def open_memberships(actor: Actor, user: User) -> list[Membership]:
    """The roles ``user`` holds today, at the places where the actor manages accounts."""
    mine = Membership.objects.filter(Q(until=None), within("place__path", actor.scope(MANAGE)), member=user)
    return list(mine.select_related("place").order_by("since", "id"))


def membership(actor: Actor, id_: UUID | str) -> Membership:
    """One open membership that the actor manages. Raises NotFound."""
    found = Membership.objects.filter(pk=id_, until=None).select_related("place", "member").first()
    if found is None or not actor.may(MANAGE, found.place.path):
        raise NotFound
    return found


def role_name(actor: Actor, code: str) -> str:
    """A role in words; its code when the roles page no longer has it."""
    role = roles().get(code)
    return str(role.name) if role else code
