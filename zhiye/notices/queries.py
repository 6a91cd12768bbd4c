"""Reading channels and notices: one's own, and those of the committees whose accounts one looks after."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.notices.addresses import KINDS
from zhiye.notices.answers import in_words, read_kept
from zhiye.notices.clearing import kept_since
from zhiye.notices.models import FAILED, Channel, Notice
from zhiye.notices.models import KINDS as NOTICE_KINDS
from zhiye.notices.permissions import OWN
from zhiye.places.models import Place
from zhiye.places.queries import committees

MANAGE = "accounts.manage"
LONGEST = 200  # lines of the list


@dataclass(frozen=True, slots=True)
class ShownChannel:
    """A channel as its page shows it; ``trouble`` is a sentence, empty when the last message was taken."""

    id: UUID
    name: str
    tail: str
    digest: bool
    answered_at: datetime | None
    trouble: str


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what was told: the kind in words, how many things, when, where it leads, whether it failed."""

    id: UUID
    word: str
    count: int
    at: datetime
    url: str
    failed: bool


def myself(actor: Actor) -> User:
    """The colleague behind ``actor``. Raises Forbidden for whoever gets no notices."""
    if not isinstance(actor, UserActor) or not actor.may(OWN):
        raise Forbidden(OWN)
    return actor.user


def own_channel(actor: Actor) -> ShownChannel | None:
    """Where the actor is told, None when nowhere outside the pages."""
    found = Channel.objects.filter(user=myself(actor), ended_at=None).first()
    return _shown(found) if found else None


def told_lately(actor: Actor) -> list[Told]:
    """What was told to the actor in the last days, newest first."""
    since = kept_since(clock.now())
    mine = Notice.objects.filter(to=myself(actor), at__gte=since, count__gt=0).order_by("-at", "-pk")
    return [
        Told(n.pk, str(NOTICE_KINDS[n.kind]), n.count, n.at, n.url, n.state == FAILED) for n in mine[:LONGEST]
    ]


def notice(actor: Actor, id_: UUID | str) -> Notice:
    """One notice to the actor. Raises NotFound."""
    mine = actor.user.pk if isinstance(actor, UserActor) else None
    found = Notice.objects.filter(pk=read_id(id_) or NIL, to=mine).first()
    if found is None:
        raise NotFound
    return found


def channel(actor: Actor, id_: UUID | str) -> Channel:
    """A channel the actor looks after, ended ones too. Raises NotFound."""
    found = Channel.objects.filter(pk=read_id(id_) or NIL).select_related("committee", "user").first()
    if found is None or not _is_mine(actor, found):
        raise NotFound
    return found


def groups(actor: Actor) -> list[tuple[Place, ShownChannel | None]]:
    """The committees whose accounts the actor looks after, each with its group's channel. Raises Forbidden."""
    held = managed_committees(actor)
    found = Channel.objects.filter(committee__in=held, ended_at=None)
    channels = {channel.committee_id: _shown(channel) for channel in found}
    return [(committee, channels.get(committee.pk)) for committee in held]


def managed_committees(actor: Actor) -> list[Place]:
    """Where the actor may add a group's channel. Raises Forbidden for whoever looks after no accounts."""
    if not actor.may(MANAGE):
        raise Forbidden(MANAGE)
    return [place for place in committees(actor, MANAGE) if actor.may(MANAGE, place.path)]


def failed_lately(actor: Actor) -> int:
    """How many notices were not delivered in the last days, for whoever keeps the machine."""
    if not actor.may("machine.run"):
        raise Forbidden("machine.run")
    return Notice.objects.filter(state=FAILED, at__gte=kept_since(clock.now())).count()


def _is_mine(actor: Actor, found: Channel) -> bool:
    if found.committee is not None:
        return actor.may(MANAGE, found.committee.path)
    return isinstance(actor, UserActor) and found.user_id == actor.user.pk


def _shown(found: Channel) -> ShownChannel:
    name: Any = KINDS.get(found.kind, found.kind)
    trouble = in_words(read_kept(found.answer)) if found.answer else ""
    return ShownChannel(found.pk, str(name), found.tail, found.digest, found.answered_at, trouble)
