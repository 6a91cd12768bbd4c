"""What was said and given in the course of a matter: answers, more time, stretches with other levels, the clock."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from zhiye.cases.levels import STREET as AT_STREET
from zhiye.cases.models import ASKED, Case, Escalation, Extension, Reply, Step
from zhiye.cases.queries.handed import Stretch, way
from zhiye.cases.queries.seen import cases_seen
from zhiye.cases.workflow import AGAIN, ASKING, is_open
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id


@dataclass(frozen=True)
class Course:
    """Replies that stand, extensions, handings, what the clock said; each oldest first."""

    replies: list[Reply] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    way: list[Stretch] = field(default_factory=list)
    escalations: list[Escalation] = field(default_factory=list)
    since: int = 0  # how many of the replies came before the matter was last taken up again
    due_at: datetime | None = None  # the deadline that stands, while the matter is open

    @property
    def lately(self) -> list[Reply]:
        """The replies since the matter was last taken up."""
        return self.replies[self.since :]

    @property
    def missed(self) -> list[Reply]:
        """The attempts since then at which nobody was reached."""
        return [reply for reply in self.lately if not reply.reached]

    @property
    def answer(self) -> Reply | None:
        """The resident's last answer since then to 办好了吗."""
        return next((reply for reply in reversed(self.lately) if reply.solved), None)

    @property
    def asked_for(self) -> Extension | None:
        """The extension that waits for somebody to agree; not one that was asked of another deadline."""
        asked = (one for one in self.extensions if one.state == ASKED)
        return next((one for one in asked if one.was_due == self.due_at), None)

    @property
    def at_street(self) -> bool:
        """Whether the street has been asked and has not answered."""
        return any(one.handing.level == AT_STREET and one.handing.ended_at is None for one in self.way)


def course(actor: Actor, case: Case) -> Course:
    """The course of a matter that the actor has been given. Five questions."""
    replies = list(Reply.objects.filter(case=case, undone_at=None).select_related("by"))
    taken_up = Step.objects.filter(case=case, state=AGAIN, undone_at=None).order_by("-id").first()
    return Course(
        replies,
        list(Extension.objects.filter(case=case).select_related("approved_by", "by")),
        way(actor, case),
        list(Escalation.objects.filter(case=case).select_related("told")),
        sum(reply.at < taken_up.at for reply in replies) if taken_up else 0,
        case.due_at if is_open(case.state) else None,
    )


def rests_on(actor: Actor, said: Reply) -> bool:
    """Whether the matter took a step on this answer, which stands; the caller has been given the matter."""
    return Step.objects.filter(reply=said, undone_at=None).exists()


@dataclass(frozen=True)
class Asking:
    """A matter that waits for the resident's answer: since when, and how often nobody was reached."""

    case: Case
    since: datetime
    missed: int


def asking(actor: Actor, most: int) -> tuple[list[Asking], int]:
    """Matters that we are done with and whose resident has not answered, the longest wait first, at most ``most``;
    and how many there are in all."""
    rows = Case.objects.filter(cases_seen(actor), state=ASKING).exclude(level="street")
    last = Step.objects.filter(case=OuterRef("pk"), state=ASKING, undone_at=None).order_by("-id")
    told = rows.annotate(since=Subquery(last.values("at")[:1])).order_by("since", "id")
    found = list(told.select_related("place", "owner")[:most])
    tries = Reply.objects.filter(case__in=[case.pk for case in found], undone_at=None, reached=False)
    missed: dict[UUID, int] = {}
    for case_id, at in tries.values_list("case_id", "at"):
        since = next(case.since for case in found if case.pk == case_id)
        missed[case_id] = missed.get(case_id, 0) + (at >= since)
    count = len(found) if len(found) < most else rows.count()
    return [Asking(case, case.since, missed.get(case.pk, 0)) for case in found], count


def cases_named(actor: Actor, ids: Iterable[UUID]) -> list[Case]:
    """Those of some matters that the actor may see, in the order of their numbers."""
    wanted = list(ids)
    if not wanted:
        return []
    return list(Case.objects.filter(cases_seen(actor), pk__in=wanted).order_by("opened_on", "id"))


def reply(actor: Actor, id_: UUID | str) -> Reply:
    """One reply in a matter that the actor sees. Raises NotFound."""
    seen = Case.objects.filter(cases_seen(actor)).values("pk")
    found = Reply.objects.filter(pk=read_id(id_) or NIL, case__in=seen).select_related("case", "case__owner")
    row = found.first()
    if row is None:
        raise NotFound
    return row
