"""Reading activities. Every query starts with the actor; "not yours" and "not there" are one answer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum

from zhiye.activities import leave
from zhiye.activities.kinds import DAILY
from zhiye.activities.models import Activity, Sheet, Tally
from zhiye.activities.permissions import VIEW, WRITE
from zhiye.activities.sealed import seal_row
from zhiye.cases.leave import committees_of
from zhiye.cases.models import Case
from zhiye.cases.queries.seen import sees_case
from zhiye.figures.periods import Period
from zhiye.journal.rings import writer_of
from zhiye.journal.slots import MOST
from zhiye.kernel import clock, sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.leafing import Leaf, newest_first
from zhiye.kernel.paths import within
from zhiye.places.models import Place
from zhiye.visits.models import Contact

PAGE = 60
RECENT = timedelta(days=120)  # a series that came round within it is offered for the next time
USUAL = timedelta(days=35)  # within it a series that came round three times on a weekday is usual on it
TIMES = 3


@dataclass(frozen=True)
class Wanted:
    """Which activities a list shows: of a month, perhaps of one kind or one heading."""

    month: Period
    kind: str = ""
    heading: str = ""
    cursor: str = ""


@dataclass(frozen=True)
class DeskMonth:
    """A desk that is open every day, in one month."""

    committee: UUID
    kind: str
    series: str
    days: int
    person_times: int
    tallies: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Listed:
    """A page of a month's list: activities one by one, desks as one row each, and how many there were."""

    leaf: Leaf[Activity]
    desks: list[DeskMonth]
    count: int  # held by today, desks' days left out
    person_times: int  # of all of them, desks' days too
    planned: int


def activity(actor: Actor, id_: UUID | str, *, withdrawn: bool = False) -> Activity:
    """One activity, as long as it was not withdrawn (with ``withdrawn`` also then). Raises NotFound."""
    rows = _seen(actor) if not withdrawn else _all(actor)
    found = rows.filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def may_write(actor: Actor, of: Activity) -> bool:
    """Whether the actor may change it."""
    return leave.may(actor, WRITE, of.path)


def committees(actor: Actor) -> list[Place]:
    """Where the actor writes activities."""
    return committees_of(actor, WRITE)


def listed(actor: Actor, wanted: Wanted) -> Listed:
    """A month, newest first."""
    mine = _seen(actor).filter(committee__in=[one.pk for one in committees_of(actor, VIEW)])
    mine = mine.filter(on__gte=wanted.month.first, on__lte=wanted.month.last)
    if wanted.kind:
        mine = mine.filter(kind=wanted.kind)
    if wanted.heading:
        mine = mine.filter(heading=wanted.heading)
    held, single = mine.filter(on__lte=clock.today()), ~Q(kind__in=DAILY)
    return Listed(
        newest_first(mine.filter(single), "on", wanted.cursor, PAGE),
        _desks(held.filter(kind__in=DAILY)),
        held.filter(single).count(),
        held.aggregate(n=Sum("person_times"))["n"] or 0,
        mine.filter(single, on__gt=clock.today()).count(),
    )


def desk_days(actor: Actor, committee: Place, kind: str, series: str, month: Period) -> dict[date, Activity]:
    """What is recorded of a desk in a month, by day."""
    days = _seen(actor).filter(committee=committee, kind=kind, series=series)
    return {one.on: one for one in days.filter(on__gte=month.first, on__lte=month.last)}


def desk_names(actor: Actor, committee: Place, kind: str) -> list[str]:
    """How the committee calls its desks of this kind, the latest first."""
    days = _seen(actor).filter(committee=committee, kind=kind).order_by()
    return list(
        days.values_list("series").annotate(last=Max("on")).order_by("-last").values_list("series", flat=True)
    )


def tallies(actor: Actor, of: Iterable[Activity]) -> dict[UUID, dict[str, int]]:
    """What was counted besides people at activities that the caller has been given; one question."""
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    for row in Tally.objects.filter(activity__in=[one.pk for one in of]):
        found[row.activity_id][row.what] = row.count
    return found


def series_to_repeat(actor: Actor, most: int, least: int = 2) -> list[Activity]:
    """The latest of each series that came round ``least`` times lately where the actor writes, the most usual first."""
    since = clock.today() - RECENT
    mine = _seen(actor).filter(committee__in=[one.pk for one in committees(actor)], on__gte=since)
    rows = mine.exclude(kind__in=DAILY).order_by().values("committee", "kind", "series")
    told = rows.annotate(n=Count("pk"), last=Max("on")).filter(n__gte=least).order_by("-n", "-last")[:most]
    return [last for one in told if (last := _last(mine, one))]


def missed_yesterday(actor: Actor, most: int) -> list[Activity]:
    """What the actor may want to add: the latest of a series of theirs whose usual day was yesterday and that has no
    activity then; and what was planned for yesterday and has no count yet. A help for who writes, forgotten tomorrow.
    """
    me, yesterday = writer_of(actor), clock.today() - timedelta(days=1)
    if me is None or not actor.may(WRITE):
        return []
    mine = list(_seen(actor).filter(by=me, on__gte=yesterday - USUAL).exclude(kind__in=DAILY))
    noted = {(one.committee_id, one.kind, one.series) for one in mine if one.on >= yesterday}
    usual: dict[tuple[Any, str, str], list[Activity]] = defaultdict(list)
    for one in mine:  # newest first
        if one.on < yesterday and one.on.weekday() == yesterday.weekday():
            usual[(one.committee_id, one.kind, one.series)].append(one)
    found = [rows[0] for key, rows in usual.items() if len(rows) >= TIMES and key not in noted]
    found += [one for one in mine if one.on == yesterday and one.noted_at.date() < yesterday and _bare(one)]
    return found[:most]


def at_place(actor: Actor, place: Place, most: int = MOST) -> list[Activity]:
    """Activities at or below a place; newest first."""
    return list(_seen(actor).filter(within("path", [place.path])).exclude(place=None)[:most])


def of_case(actor: Actor, case: Case, most: int = MOST) -> list[Activity]:
    """Activities that were held for a matter; newest first."""
    return list(_seen(actor).filter(case=case)[:most])


def case_of(actor: Actor, of: Activity) -> Case | None:
    """The matter it was held for, for somebody who may see it."""
    return of.case if of.case is not None and sees_case(actor, of.case) else None


def of_contact(actor: Actor, contact: Contact) -> Activity | None:
    """The activity that a contact was turned into."""
    return _seen(actor).filter(contact=contact).first()


def sheets(actor: Actor, of: Activity) -> list[Sheet]:
    """The photos beside an activity that the caller has been given, without their bytes."""
    return list(Sheet.objects.filter(activity=of).defer("sealed"))


def sheet(actor: Actor, id_: UUID | str) -> Sheet:
    """One photo of an activity that the actor may open. Raises NotFound."""
    seen = Sheet.objects.filter(leave.visible(actor, "activity__path"), activity__withdrawn_at=None)
    found = seen.select_related("activity").filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def sheet_bytes(actor: Actor, of: Sheet) -> bytes:
    """The JPEG; the caller has been given the photo."""
    return sealing.unseal_bytes(bytes(of.sealed), seal_row(of.pk))


def lines_read(actor: Actor, of: Activity) -> int:
    """Lines with a name on its photos, together; 0 where none was read."""
    return Sheet.objects.filter(activity=of).aggregate(n=Sum("lines"))["n"] or 0


def _all(actor: Actor) -> QuerySet[Activity]:
    return Activity.objects.filter(leave.visible(actor)).select_related("committee", "place", "by", "case")


def _seen(actor: Actor) -> QuerySet[Activity]:
    return _all(actor).filter(withdrawn_at=None)


def _desks(days: QuerySet[Activity]) -> list[DeskMonth]:
    key = ("committee", "kind", "series")
    counted = days.order_by(*key).values_list(*key).annotate(days=Count("pk"), heads=Sum("person_times"))
    sums: dict[tuple[Any, ...], dict[str, int]] = defaultdict(dict)
    rows = Tally.objects.filter(activity__in=days.order_by().values("pk")).order_by()
    told = rows.values_list(*(f"activity__{one}" for one in key), "what").annotate(n=Sum("count"))
    for *desk, what, n in told:
        sums[tuple(desk)][what] = n
    return [
        DeskMonth(committee, kind, series, count, heads or 0, sums[(committee, kind, series)])
        for committee, kind, series, count, heads in counted
    ]


def _last(rows: QuerySet[Activity], of: Mapping[str, Any]) -> Activity | None:
    return (
        rows.filter(committee=of["committee"], kind=of["kind"], series=of["series"])
        .order_by("-on", "-id")
        .first()
    )


def _bare(one: Activity) -> bool:
    return one.person_times is None and not one.note and not one.decided
