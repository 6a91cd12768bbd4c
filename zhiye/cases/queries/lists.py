"""Lists of matters: one page by its cursor, newest first; what nobody has answered; what concerns somebody."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from zhiye.cases.codes import at_or_below
from zhiye.cases.leave import committees_of
from zhiye.cases.models import Case, Promise
from zhiye.cases.permissions import VIEW
from zhiye.cases.queries.promises import soonest_of_cases
from zhiye.cases.queries.seen import cases_about, cases_seen
from zhiye.cases.workflow import OPEN, UNANSWERED, WORDS
from zhiye.journal import rings
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.leafing import newest_first
from zhiye.kernel.paths import within
from zhiye.people.models import Person
from zhiye.places.models import Place

PAGE = 30
FEW = 20  # matters shown on the page of a person or a home
SHORTEST_WORD, MOST_WORDS = 2, 6  # characters and words by which a matter is looked for


@dataclass(frozen=True)
class CaseFilter:
    """Which matters: in ``state`` ("" is everything open, "all" everything), the actor's own only, of one kind
    (and all kinds below it), at or below a path, from one source, those over time only."""

    state: str = ""
    mine: bool = False
    code: str = ""
    at: str = ""
    source: str = ""
    late: bool = False


@dataclass(frozen=True)
class CasesPage:
    """One page, newest first, the cursors around it, how many are open by state, how many of them are over time, the
    soonest promise of each."""

    rows: list[Case]
    after: str
    before: str
    counts: dict[str, int] = field(default_factory=dict)
    late: int = 0
    promises: dict[UUID, Promise] = field(default_factory=dict)


def cases_page(
    actor: Actor, wanted: CaseFilter | None = None, cursor: str = "", size: int = PAGE
) -> CasesPage:
    """The page that ``cursor`` (from another page) points to; the newest without. Four questions at most."""
    chosen = wanted or CaseFilter()
    base = _all_of(actor).filter(_narrowed(actor, chosen))
    rows = base.filter(_in_state(chosen.state))
    if chosen.late or ((chosen.code or chosen.source) and not chosen.state):
        rows = rows.filter(pk__in=_in_hand(actor, chosen.late))
    counts, late = _open_by_state(base)
    leaf = newest_first(rows.select_related("place", "owner"), "opened_on", cursor, size)
    return CasesPage(
        leaf.rows,
        leaf.after,
        leaf.before,
        counts,
        late,
        soonest_of_cases(actor, [case.pk for case in leaf.rows]),
    )


def unanswered(actor: Actor, most: int, aside: Collection[UUID] = ()) -> tuple[list[Case], int]:
    """Matters that nobody has taken in hand, oldest first, at most ``most``, without those set ``aside``; and how
    many there are in all."""
    rows = _all_of(actor).filter(state__in=UNANSWERED).order_by("opened_on", "id")
    if aside:
        rows = rows.exclude(pk__in=aside)
    found = list(rows.select_related("place", "owner")[:most])
    return found, len(found) if len(found) < most else rows.count()


def matters_told(actor: Actor, text: str) -> list[Case]:
    """Matters by their number (2026-0012, 0012) or by words of their title, all of them; open and new ones first."""
    words = text.replace("\0", "").split()[:MOST_WORDS]  # PostgreSQL keeps no NUL
    if not words or len("".join(words)) < SHORTEST_WORD:
        return []
    told = reduce(and_, (Q(title__icontains=word) for word in words))
    if any(sign.isdecimal() for sign in text):
        told |= Q(number__endswith="".join(words))
    rows = _all_of(actor).filter(told).select_related("place", "owner")
    return list(rows.order_by("closed_on", "-opened_on", "-id")[:FEW])


def matters_of(actor: Actor, subject: Person | Place) -> list[Case]:
    """Open matters of a person, or at or below a place, newest first."""
    rows = Case.objects.filter(cases_seen(actor), cases_about(actor, subject), state__in=OPEN)
    return list(rows.select_related("place", "owner").order_by("-opened_on", "-id")[:FEW])


def _all_of(actor: Actor) -> QuerySet[Case]:
    """Matters the actor may see. The committees come first: the indexes of the lists begin with them."""
    return Case.objects.filter(_at(actor), cases_seen(actor))


def _at(actor: Actor) -> Q:
    committees = [place.pk for place in committees_of(actor, VIEW)]
    return Q(committee=committees[0]) if len(committees) == 1 else Q(committee__in=committees)


def _in_hand(actor: Actor, late: bool) -> QuerySet[Case, Any]:
    """Keys of open matters (those over time). They are few beside the ended ones of years; named first, a page that
    does not fill up is found without reading every matter there ever was."""
    over = Q(due_at__lt=clock.now()) if late else Q()
    return Case.objects.filter(_at(actor), over, state__in=OPEN).values("pk")


def _narrowed(actor: Actor, wanted: CaseFilter) -> Q:
    condition = Q(owner=rings.writer_of(actor)) if wanted.mine else Q()
    if wanted.code:
        condition &= at_or_below(wanted.code)
    if wanted.source:
        condition &= Q(source=wanted.source)
    if wanted.late:
        condition &= Q(state__in=OPEN, due_at__lt=clock.now())
    if wanted.at:
        condition &= within("path", [wanted.at])
    return condition


def _in_state(state: str) -> Q:
    if state == "all":
        return Q()
    return Q(state=state) if state in WORDS else Q(state__in=OPEN)


def _open_by_state(rows: QuerySet[Case]) -> tuple[dict[str, int], int]:
    """How many are open by state, and how many of all these are over time."""
    over = Count("pk", filter=Q(due_at__lt=clock.now()))
    counted = rows.filter(state__in=OPEN).order_by().values_list("state").annotate(n=Count("pk"), late=over)
    found = list(counted)
    return {state: n for state, n, _late in found}, sum(late for _state, _n, late in found)
