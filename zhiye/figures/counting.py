"""Counting figures, and opening them: count, list, split over committees, keys to keep. All from one query.

Everything needs ``places.count`` at the place; what a row is about is told only to those who may open it.
A home or a staircase is too small to be counted, and below a committee only who sees places is told figures: a count
of a single door would say what its covered rows do not.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Substr
from django.utils import timezone

from zhiye.figures.periods import BEGINNING, Period
from zhiye.figures.registry import FIGURES, RATES, Figure, Line, Rate
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.bulk import batched
from zhiye.kernel.errors import NotFound
from zhiye.kernel.paths import SEGMENT, narrow, within
from zhiye.places import kinds
from zhiye.places.models import Place

COUNT, VIEW = "places.count", "places.view"
PAGE = 50
_AT_ONCE = 5_000  # keys in one question; SQLite takes no more than 32,766
_COMMITTEE = 2 * SEGMENT  # the length of a committee's path: street, committee


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list behind a figure: its key, how much it counts, its records.

    ``line`` is None for somebody who may not open it (the row is covered); then the committee's ``path``, ``day`` and
    ``reference`` are all there is, and ``key`` is a record's: what is counted once could be a door.
    """

    key: UUID | str
    counts: int
    records: tuple[UUID, ...]
    path: str
    day: date | None
    reference: str
    line: Line | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A page of the list behind a figure. ``count`` is the sum of ``counts`` over all ``lines`` rows of all pages."""

    figure: Figure
    period: Period
    count: int
    lines: int
    rows: list[Row]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Share:
    """A rate's result: ``count`` of ``of``. ``value`` is None where there is nothing to divide by."""

    rate: Rate
    count: int
    of: int

    @property
    def value(self) -> float | None:
        """Percent to one decimal, rounded down (99.96 is not 100); else the quotient to two, rounded half up."""
        if not self.of:
            return None
        if self.rate.percent:
            return self.count * 1000 // self.of / 10
        return (self.count * 200 + self.of) // (2 * self.of) / 100


def figure_of(code: str) -> Figure:
    """The figure of this code. Raises NotFound."""
    if code not in FIGURES:
        raise NotFound
    return FIGURES[code]


def reach(actor: Actor, place: Place) -> tuple[str, ...]:
    """The paths at or below ``place`` where the actor may see counts. Raises NotFound where there are none."""
    paths = narrow(actor.scope(COUNT), place.path)
    below = place.kind not in (kinds.STREET, kinds.COMMITTEE)
    if not paths or place.kind in (kinds.UNIT, kinds.HOME) or (below and not actor.may(VIEW, place.path)):
        raise NotFound
    return paths


def can_ask(figure: Figure, period: Period) -> bool:
    """Whether the figure can be told for the period: a stock is known of today only."""
    return not figure.stock or period.contains(clock.today())


def records(actor: Actor, figure: Figure, place: Place, period: Period) -> QuerySet[Any, Any]:
    """The rows that the figure counts at ``place``. Everything below is derived from them."""
    inside = within(figure.path, reach(actor, place))
    if not can_ask(figure, period):
        return figure.records(period).none()
    return figure.records(period).filter(inside)


def count(actor: Actor, figure: Figure, place: Place, period: Period) -> int:
    """The figure."""
    return _count(figure, records(actor, figure, place, period), _among(actor, figure, place, period))


def first_day(actor: Actor, figure: Figure, place: Place, last: date) -> date | None:
    """The day of the first record that the figure counts up to ``last``: since when there is something to count. None
    for nothing, and for what has no days."""
    if not figure.day or figure.stock:
        return None
    rows = records(actor, figure, place, Period(BEGINNING, last)).order_by()
    first = rows.aggregate(_first=Min(figure.day))["_first"]
    return day_of(first) if first else None


def counts(actor: Actor, place: Place, period: Period, codes: Iterable[str]) -> dict[str, int]:
    """Several figures, by their codes."""
    return {code: count(actor, figure_of(code), place, period) for code in codes}


def share(actor: Actor, code: str, place: Place, period: Period) -> Share:
    """A rate with what stands above and below its line. Raises NotFound for a code that is none."""
    rate = RATES.get(code)
    if rate is None:
        raise NotFound
    told = counts(actor, place, period, (rate.top, rate.bottom))
    return Share(rate, told[rate.top], told[rate.bottom])


def by_committee(actor: Actor, figure: Figure, street: Place, period: Period) -> dict[str, int]:
    """The figure split over the committees below ``street``, by their paths; those without a row are not named."""
    among = _among(actor, figure, street, period)
    rows = records(actor, figure, street, period).order_by() if among is None else among
    split = rows.annotate(_committee=Substr(figure.path, 1, _COMMITTEE)).values_list("_committee")
    if figure.once and among is None:
        return dict(split.annotate(n=Count(figure.once, distinct=True)))
    if figure.weight:
        return dict(split.annotate(n=Coalesce(Sum(figure.weight), 0)))
    return dict(split.annotate(n=Count("*")))


def over_parts(
    actor: Actor, figure: Figure, place: Place, period: Period, lookup: str, part: Callable[[Any], Any]
) -> dict[Any, int]:
    """The figure over the parts into which ``part`` puts the values of ``lookup``, in one question.

    What counts once counts once in each part, so the parts may add up to more than the figure.
    """
    rows = records(actor, figure, place, period).order_by()
    if figure.once:
        pairs = {(part(value), key) for value, key in rows.values_list(lookup, figure.once).distinct()}
        return dict(Counter(one for one, _key in pairs))
    number = Coalesce(Sum(figure.weight), 0) if figure.weight else Count("*")
    found: dict[Any, int] = Counter()
    for value, n in rows.values_list(lookup).annotate(_n=number):
        found[part(value)] += n
    return dict(found)


def day_of(when: date | datetime) -> date:
    """The day on the wall here on which something was."""
    return timezone.localtime(when).date() if isinstance(when, datetime) else when


def opened(
    actor: Actor, figure: Figure, place: Place, period: Period, page: int = 1, size: int = PAGE
) -> Opened:
    """A page of the list behind a figure, newest first; in door order what has no day."""
    rows = records(actor, figure, place, period)
    ordered = _order(actor, figure, place, period, rows)
    total = len(ordered) if figure.once else _count(figure, rows, None)
    lines = rows.count() if figure.weight else total
    pages = max(1, -(-lines // size))
    page = min(max(1, page), pages)
    start = (page - 1) * size
    keys = _cut(ordered, start, min(start + size, lines), lines)
    shown = _some_rows(actor, figure, rows, keys)
    return Opened(figure, period, total, lines, shown, page, pages)


def all_rows(actor: Actor, figure: Figure, place: Place, period: Period) -> list[Row]:
    """The whole list behind a figure, for an export."""
    rows = records(actor, figure, place, period)
    keys = list(_order(actor, figure, place, period, rows))
    return [row for few in batched(keys, _AT_ONCE) for row in _some_rows(actor, figure, rows, few)]


def keys(actor: Actor, figure: Figure, place: Place, period: Period) -> list[tuple[UUID, str, int]]:
    """What a signed report keeps of a figure: each record's key, what it counts once by (""), how much it counts."""
    rows = records(actor, figure, place, period).order_by("pk")
    once, weight = figure.once or "pk", figure.weight
    if not weight:
        return [(pk, str(key) if figure.once else "", 1) for pk, key in rows.values_list("pk", once)]
    return [(pk, "", number or 0) for pk, number in rows.values_list("pk", weight)]


def _count(figure: Figure, rows: QuerySet[Any, Any], among: QuerySet[Any, Any] | None) -> int:
    if among is not None:
        return among.count()
    if figure.once:
        return int(rows.aggregate(n=Count(figure.once, distinct=True))["n"])
    if figure.weight:
        return int(rows.aggregate(n=Coalesce(Sum(figure.weight), 0))["n"])
    return rows.count()


def _among(actor: Actor, figure: Figure, place: Place, period: Period) -> QuerySet[Any, Any] | None:
    """What is counted once, where it has rows of its own: each asked whether a record names it."""
    if figure.among is None or not can_ask(figure, period):
        return None
    return _there(actor, figure, place, period).filter(Exists(_naming(actor, figure, place, period)))


def _there(actor: Actor, figure: Figure, place: Place, period: Period) -> QuerySet[Any, Any]:
    """What could be counted once, named by a record or not."""
    found: QuerySet[Any, Any] = figure.among(period) if figure.among else figure.records(period)
    return found.order_by().filter(within("path", reach(actor, place)))


def _naming(actor: Actor, figure: Figure, place: Place, period: Period) -> QuerySet[Any, Any]:
    rows = (figure.naming or figure.records)(period).filter(within(figure.path, reach(actor, place)))
    return rows.order_by().filter(**{figure.once: OuterRef(figure.once)})


def _order(actor: Actor, figure: Figure, place: Place, period: Period, rows: QuerySet[Any, Any]) -> Any:
    """The keys of the lines in their order: newest first. Of what counts once all of them, else a question.

    Without a day in door order, covered rows after all others: between two doors they would tell.
    """
    if figure.once and figure.day:
        return _newest_first(actor, figure, place, period, rows)
    if figure.once:
        return list(rows.order_by(figure.once).values_list(figure.once, flat=True).distinct())
    if figure.day:
        return rows.order_by(F(figure.day).desc(), "-pk").values_list("pk", flat=True)
    covered = Case(When(figure.seen(actor), then=Value(0)), default=Value(1))
    return rows.order_by(covered, figure.path, "pk").values_list("pk", flat=True)


def _newest_first(
    actor: Actor, figure: Figure, place: Place, period: Period, rows: QuerySet[Any, Any]
) -> list[Any]:
    """What counts once: newest first, those of one day in no order that a door could be read from.

    All keys are fetched, so that each is looked for once: for its place in the list, and to be counted.
    """
    if figure.among and can_ask(figure, period):
        newest = _naming(actor, figure, place, period).order_by(f"-{figure.day}").values(figure.day)[:1]
        there = _there(actor, figure, place, period).values_list(figure.once, Subquery(newest))
        found = [(key, day) for key, day in there if day is not None]
    else:
        found = list(rows.order_by().values_list(figure.once).annotate(_newest=Max(figure.day)))
    found.sort(key=lambda pair: hashlib.md5(str(pair[0]).encode(), usedforsecurity=False).digest())
    found.sort(key=lambda pair: pair[1], reverse=True)
    return [key for key, _day in found]


def _cut(keys: Any, start: int, end: int, lines: int) -> list[Any]:
    """Keys ``start`` to ``end`` of so many ``lines``; behind the middle counted from the end, which is nearer."""
    if isinstance(keys, list) or 2 * start <= lines:
        return list(keys[start:end])
    return list(keys.reverse()[lines - end : lines - start])[::-1]


def _some_rows(actor: Actor, figure: Figure, rows: QuerySet[Any, Any], keys: Sequence[Any]) -> list[Row]:
    """The lines of these keys: each a record, or (what counts once) the records together, newest first."""
    told = rows.annotate(**_told(figure)).filter(**{f"{figure.once or 'pk'}__in": keys})
    told = told.order_by(*(("-figure_day", "-pk") if figure.day else ("pk",)))
    together: dict[Any, list[dict[str, Any]]] = {key: [] for key in keys}
    for one in told.values("pk", *_told(figure)):
        together[one["figure_key"] if figure.once else one["pk"]].append(one)
    # What went meanwhile has no line.
    return _rows_of(actor, figure, rows, [group for group in together.values() if group])


def _told(figure: Figure) -> dict[str, Any]:
    """What is told of each record; lookups may lead over keys."""
    lookups = {
        "figure_path": figure.path,
        "figure_day": figure.day,
        "figure_key": figure.once,
        "figure_counts": figure.weight,
        "figure_reference": figure.reference,
    }
    return {name: F(lookup) for name, lookup in lookups.items() if lookup}


def _rows_of(
    actor: Actor, figure: Figure, rows: QuerySet[Any, Any], groups: Sequence[Sequence[dict[str, Any]]]
) -> list[Row]:
    """A row for each group of records (newest first); told by its newest record that the actor may open.

    What counts once has many records: the older ones are asked for only where the newest may not be opened.
    """
    mine = _openable(actor, figure, rows, [group[0]["pk"] for group in groups])
    older = [one["pk"] for group in groups if group[0]["pk"] not in mine for one in group[1:]]
    mine |= _openable(actor, figure, rows, older)
    first = [next((mine[one["pk"]] for one in group if one["pk"] in mine), None) for group in groups]
    lines = iter(figure.lines(actor, [one for one in first if one is not None]))
    return [
        _row(figure, group, next(lines) if one is not None else None)
        for group, one in zip(groups, first, strict=True)
    ]


def _openable(
    actor: Actor, figure: Figure, rows: QuerySet[Any, Any], keys: Sequence[UUID]
) -> dict[UUID, Any]:
    """The records of these keys that the actor may open, by key."""
    asked = rows.order_by().filter(figure.seen(actor))
    return {one.pk: one for few in batched(keys, _AT_ONCE) for one in asked.filter(pk__in=few)}


def _row(figure: Figure, group: Sequence[dict[str, Any]], line: Line | None) -> Row:
    newest = group[0]
    return Row(
        key=newest.get("figure_key", newest["pk"]) if line else newest["pk"],
        counts=newest["figure_counts"] or 0 if figure.weight else 1,
        records=tuple(one["pk"] for one in group),
        path=newest["figure_path"] if line else newest["figure_path"][:_COMMITTEE],
        day=day_of(newest["figure_day"]) if newest.get("figure_day") else None,
        reference=str(newest.get("figure_reference") or ""),
        line=line,
    )
