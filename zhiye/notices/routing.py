"""Which channel a notice goes through, and what goes together in one message."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from zhiye.accounts.models import Membership
from zhiye.notices import wording
from zhiye.notices.models import Channel, Notice


@dataclass
class Letter:
    """One message: what waits for one channel, of one kind. A night's worth of notices is one sentence."""

    channel: Channel
    kind: str
    notices: list[Notice] = field(default_factory=list)

    @property
    def to(self) -> str:
        """Whose sentences are used."""
        return wording.GROUP if self.channel.user_id is None else wording.OWN


def letters(notices: Iterable[Notice]) -> tuple[list[Letter], list[Notice]]:
    """The messages to be sent, and the notices that no channel leads to: those stay in the pages.

    A colleague's own channel comes first; without one, the group of the committee.
    """
    waiting = list(notices)
    channels = _Channels({notice.to_id for notice in waiting})
    found: dict[tuple[UUID, str], Letter] = {}
    without = []
    for notice in waiting:
        channel = channels.of(notice) if notice.to.is_active else None
        if channel is None:
            without.append(notice)
            continue
        letter = found.setdefault((channel.pk, notice.kind), Letter(channel, notice.kind))
        letter.notices.append(notice)
    return list(found.values()), without


def things_in(notices: Iterable[Notice]) -> int:
    """How many things they tell about: one that several people, or one person twice, are told of counts once."""
    counts: dict[str, int] = {}
    for notice in notices:
        thing = notice.url or notice.key
        counts[thing] = max(counts.get(thing, 0), notice.count)
    return sum(counts.values())


class _Channels:
    """The open channels, read once for a round."""

    def __init__(self, users: set[UUID]) -> None:
        held = Channel.objects.filter(ended_at=None).select_related("committee")
        self.own = {channel.user_id: channel for channel in held if channel.user_id in users}
        self.groups = {c.committee.path: c for c in held if c.committee is not None}
        self.paths: dict[UUID, list[str]] = defaultdict(list)
        if self.groups:
            serving = Membership.objects.filter(member__in=users, until=None).order_by("since", "id")
            for member, path in serving.values_list("member_id", "place__path"):
                self.paths[member].append(path)

    def of(self, notice: Notice) -> Channel | None:
        if own := self.own.get(notice.to_id):
            return own
        if not wording.is_told_to(wording.GROUP, notice.kind):
            return None
        paths = [notice.place.path] if notice.place else self.paths[notice.to_id]
        groups = (c for path in paths for top, c in self.groups.items() if path.startswith(top))
        return next(groups, None)
