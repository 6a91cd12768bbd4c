"""Counting figures, and opening them: count, list, split over committees, keys to keep. All from one query.

Everything needs ``places.count`` at the place; what a row is about is told only to those who may open it.
A home or a staircase is too small to be counted, and below a committee only who sees places is told figures: a count
of a single door would say what its covered rows do not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import MD5, Cast, Coalesce, Substr
from django.utils import timezone

from zhiye.figures.periods import Period
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


def opened(
    actor: Actor, figure: Figure, place: Place, period: Period, page: int = 1, size: int = PAGE
) -> Opened:
    """A page of the list behind a figure, newest first; in door order what has no day."""
    rows, among = records(actor, figure, place, period), _among(actor, figure, place, period)
    total = _count(figure, rows, among)
    lines = rows.count() if figure.weight else total
    pages = max(1, -(-lines // size))
    page = min(max(1, page), pages)
    start = (page - 1) * size
    keys = _cut(_order(actor, figure, rows, among), start, min(start + size, lines), lines)
    shown = _some_rows(actor, figure, rows, keys)
    return Opened(figure, period, total, lines, shown, page, pages)


def all_rows(actor: Actor, figure: Figure, place: Place, period: Period) -> list[Row]:
    """The whole list behind a figure, for an export."""
    rows = records(actor, figure, place, period)
    keys = list(_order(actor, figure, rows, _among(actor, figure, place, period)))
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
    rows = records(actor, figure, place, period)
    there = figure.among(period).order_by().filter(within("path", reach(actor, place)))
    return there.filter(Exists(_naming(figure, rows)))


def _naming(figure: Figure, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return rows.order_by().filter(**{figure.once: OuterRef(figure.once)})


def _order(actor: Actor, figure: Figure, rows: QuerySet[Any, Any], among: QuerySet[Any, Any] | None) -> Any:
    """The keys of the lines in their order: newest first.

    Without a day in door order, covered rows after all others: between two doors they would tell.
    """
    if figure.once:
        return _once_in_order(figure, rows, among)
    if figure.day:
        return rows.order_by(F(figure.day).desc(), "-pk").values_list("pk", flat=True)
    covered = Case(When(figure.seen(actor), then=Value(0)), default=Value(1))
    return rows.order_by(covered, figure.path, "pk").values_list("pk", flat=True)


def _once_in_order(figure: Figure, rows: QuerySet[Any, Any], among: QuerySet[Any, Any] | None) -> Any:
    """What counts once: newest first, those of one day in no order that a door could be read from."""
    if not figure.day:
        return rows.order_by(figure.once).values_list(figure.once, flat=True).distinct()
    mixed = MD5(Cast(figure.once, CharField()))
    if among is not None:
        newest = _naming(figure, rows).order_by(f"-{figure.day}").values(figure.day)[:1]
        groups = among.annotate(_newest=Subquery(newest))
    else:
        groups = rows.order_by().values(figure.once).annotate(_newest=Max(figure.day))
    return groups.order_by("-_newest", mixed).values_list(figure.once, flat=True)


def _cut(keys: QuerySet[Any, Any], start: int, end: int, lines: int) -> list[Any]:
    """Keys ``start`` to ``end`` of so many ``lines``; behind the middle counted from the end, which is nearer."""
    if 2 * start <= lines:
        return list(keys[start:end])
    return list(keys.reverse()[lines - end : lines - start])[::-1]


def _some_rows(actor: Actor, figure: Figure, rows: QuerySet[Any, Any], keys: Sequence[Any]) -> list[Row]:
    """The lines of these keys: each a record, or (what counts once) the records together, newest first."""
    told = rows.annotate(**_told(figure)).filter(**{f"{figure.once or 'pk'}__in": keys})
    together: dict[Any, list[Any]] = {key: [] for key in keys}
    for one in told.order_by(*(("-figure_day", "-pk") if figure.day else ("pk",))):
        together[one.figure_key if figure.once else one.pk].append(one)
    # What went meanwhile has no line.
    return _rows_of(actor, figure, [group for group in together.values() if group])


def _told(figure: Figure) -> dict[str, Any]:
    """What each record carries besides itself; lookups may lead over keys."""
    lookups = {
        "figure_path": figure.path,
        "figure_day": figure.day,
        "figure_key": figure.once,
        "figure_counts": figure.weight,
        "figure_reference": figure.reference,
    }
    return {name: F(lookup) for name, lookup in lookups.items() if lookup}


def _rows_of(actor: Actor, figure: Figure, groups: Sequence[Sequence[Any]]) -> list[Row]:
    """A row for each group of records (newest first); told by its newest record that the actor may open."""
    every = [one.pk for group in groups for one in group]
    model = type(groups[0][0]) if groups else None
    mine: set[Any] = set()
    for start in range(0, len(every), _AT_ONCE):
        few = every[start : start + _AT_ONCE]
        asked = model._default_manager.filter(pk__in=few) if model else None
        mine |= set(asked.filter(figure.seen(actor)).values_list("pk", flat=True)) if asked else set()
    first = [next((one for one in group if one.pk in mine), None) for group in groups]
    lines = iter(figure.lines(actor, [one for one in first if one is not None]))
    return [
        _row(figure, group, next(lines) if one is not None else None)
        for group, one in zip(groups, first, strict=True)
    ]


def _row(figure: Figure, group: Sequence[Any], line: Line | None) -> Row:
    newest = group[0]
    return Row(
        key=getattr(newest, "figure_key", newest.pk) if line else newest.pk,
        counts=newest.figure_counts or 0 if figure.weight else 1,
        records=tuple(one.pk for one in group),
        path=newest.figure_path if line else newest.figure_path[:_COMMITTEE],
        day=_day(getattr(newest, "figure_day", None)),
        reference=str(getattr(newest, "figure_reference", "") or ""),
        line=line,
    )


def _day(when: date | datetime | None) -> date | None:
    return timezone.localtime(when).date() if isinstance(when, datetime) else when
