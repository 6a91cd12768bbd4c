"""A kept figure held against the same one counted today: what differs, record by record, and why as far as is known."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldError
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiye.audit.models import AuditEntry
from zhiye.audit.queries import entries_of, label_of
from zhiye.figures import counting
from zhiye.figures.counting import COUNT
from zhiye.figures.periods import Period
from zhiye.figures.registry import FIGURES, Figure, Line
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.reports import queries
from zhiye.reports.models import KeptFigure, Report

SHOWN = 200  # differences that are told one by one
NEW, GONE, OTHER, KEPT = "new", "gone", "other", "kept"
PAGE = 50
Keys = Iterable[tuple[UUID, str, int]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that counts only now (``new``), only then (``gone``), or not the same (``other``), with its reason.

    ``line`` is None for somebody who may not open the record.
    """

    kind: str
    reason: str
    day: date | None
    line: Line | None


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure then and now. ``today`` is None where it cannot be counted any more: a stock of a day gone by, or a
    figure that is counted no longer. ``rule`` is the present rule where it is another one."""

    kept: KeptFigure
    today: int | None
    rule: str = ""
    differences: tuple[Difference, ...] = ()
    untold: int = 0  # differences beyond ``SHOWN``
    joined: int = 0  # how many less (or more) because rows are counted together (apart) that were not then

    @property
    def same(self) -> bool:
        """Nothing is different."""
        return self.today == self.kept.count and not (self.differences or self.rule or self.joined)


@dataclass(frozen=True, slots=True)
class _Sets:
    """Rows put together by what they count once by; each group its records."""

    then: list[frozenset[UUID]]
    now: list[frozenset[UUID]]
    counts_then: dict[UUID, int]
    counts_now: dict[UUID, int]


def changed_figures(actor: Actor, report: Report, kept: dict[str, KeptFigure]) -> dict[str, int]:
    """Code → today's number, of those figures whose rows are not the kept ones any more.

    Of a stock only the number is looked at: its rows are the whole register.
    """
    found: dict[str, int] = {}
    asked = {code: figure for code in kept if (figure := _asked(code, report.days))}
    rows = queries.kept_records(actor, report, [code for code, one in asked.items() if not one.stock])
    for code, figure in asked.items():
        today = counting.count(actor, figure, report.place, report.days)
        if today != kept[code].count or (not figure.stock and _moved(actor, figure, report, rows[code])):
            found[code] = today
    return found


def beside(actor: Actor, report: Report, kept: KeptFigure) -> Beside:
    """Everything that differs about one figure."""
    figure = FIGURES.get(kept.code)
    rule = str(figure.rule) if figure and figure.version != kept.version else ""
    if figure is None or not counting.can_ask(figure, report.days):
        return Beside(kept, None, rule)
    today = counting.count(actor, figure, report.place, report.days)
    then = queries.kept_rows(actor, kept)
    now = counting.keys(actor, figure, report.place, report.days)
    sets = _Sets(_groups(then), _groups(now), {k: n for k, _o, n in then}, {k: n for k, _o, n in now})
    told = _Told(actor, figure, report)
    gone = _apart(sets.then, sets.now)
    new = _apart(sets.now, sets.then)
    other = [key for key, n in sets.counts_then.items() if sets.counts_now.get(key, n) != n]
    differences = [
        *told.of(NEW, new[:SHOWN]),
        *told.of(GONE, gone[:SHOWN]),
        *told.of(OTHER, [frozenset((key,)) for key in other[:SHOWN]], sets),
    ]
    parted = 0 if figure.weight else today - kept.count - len(new) + len(gone)
    untold = sum(max(len(these) - SHOWN, 0) for these in (new, gone, other))
    return Beside(kept, today, rule, tuple(differences), untold, parted)


def kept_lines(actor: Actor, report: Report, kept: KeptFigure, page: int) -> tuple[list[Difference], int]:
    """A page of the rows that the figure counted then, newest first, and how many pages there are."""
    figure = FIGURES.get(kept.code)
    groups = sorted(_groups(queries.kept_rows(actor, kept)), key=max, reverse=True)
    pages = max(1, -(-len(groups) // PAGE))
    few = groups[(min(page, pages) - 1) * PAGE :][:PAGE]
    if figure is None:
        return [Difference(KEPT, "", None, None) for _group in few], pages
    return list(_Told(actor, figure, report).of(KEPT, few)), pages


class _Told:
    """Records of one figure told in words to one actor."""

    def __init__(self, actor: Actor, figure: Figure, report: Report) -> None:
        self.actor, self.figure, self.report = actor, figure, report
        self.model = figure.records(report.days).model

    def of(
        self, kind: str, groups: Sequence[frozenset[UUID]], sets: _Sets | None = None
    ) -> Iterable[Difference]:
        """One difference a group, told by its newest record that the actor may open."""
        keys = [max(group) for group in groups]
        rows = {row.pk: row for row in self._rows(keys)}
        lines = self._lines(list(rows.values()))
        trail = self._trail(list(rows.values()))
        for key in keys:
            row = rows.get(key)
            if sets is not None:
                told = {"then": sets.counts_then[key], "now": sets.counts_now[key]}
                reason = _("数改了：原来 %(then)d，现在 %(now)d") % told
            elif kind == KEPT:
                reason = ""
            elif kind == NEW:
                reason = self._why_new(key, trail.get(key, []))
            else:
                reason = self._why_gone(row, trail.get(key, []))
            line = lines.get(key)
            yield Difference(kind, reason, line.day if line else self._day(row), line)

    def _rows(self, keys: Sequence[UUID]) -> list[Any]:
        rows = self.model._default_manager.filter(pk__in=keys)
        for name, lookup in (("figure_path", self.figure.path), ("figure_day", self.figure.day)):
            with suppress(FieldError):  # a lookup that only the figure's own query knows
                rows = rows.annotate(**{name: F(lookup)}) if lookup else rows
        return list(rows)

    def _lines(self, rows: list[Any]) -> dict[UUID, Line]:
        seen = self.model._default_manager.filter(
            self.figure.seen(self.actor), pk__in=[row.pk for row in rows]
        )
        open_to = set(seen.values_list("pk", flat=True))
        mine = [row for row in rows if row.pk in open_to]
        return dict(zip([row.pk for row in mine], self.figure.lines(self.actor, mine), strict=True))

    def _trail(self, rows: list[Any]) -> dict[UUID, list[AuditEntry]]:
        """What was done to each record, or to the record it belongs to; newest first."""
        owners = {row.pk: _subjects(row) for row in rows}
        subjects = {subject for found in owners.values() for subject in found}
        entries = entries_of(self.actor, subjects, COUNT, limit=50 * SHOWN)
        return {pk: [entry for entry in entries if entry.subject_id in own] for pk, own in owners.items()}

    def _why_new(self, key: UUID, trail: list[AuditEntry]) -> str:
        own = [entry.at for entry in trail if entry.subject_id == key]
        noted = min(own) if own else _noted_at(key)
        if noted and noted > self.report.made_at:
            return _("后来才记下的")
        return self._labelled(trail)

    def _why_gone(self, row: Any, trail: list[AuditEntry]) -> str:
        if row is None:
            return _("这条记录没有了")
        if not getattr(row, "figure_path", self.report.place.path).startswith(self.report.place.path):
            return _("搬到别处了，不在这个居民区")
        day = self._day(row)
        if day and not self.report.days.contains(day):
            return _("日子改到了 %(day)s") % {"day": day.isoformat()}
        return self._labelled(trail)

    def _labelled(self, trail: list[AuditEntry]) -> str:
        """The newest thing done to it, in the command's own words; else that it was something it depends on."""
        newest = next((entry for entry in trail if entry.at > self.report.made_at), None)
        if newest is None:
            return _("同它有关的记录后来改了")
        told = {"what": label_of(newest.action), "day": timezone.localtime(newest.at).date().isoformat()}
        return _("后来改了：%(what)s（%(day)s）") % told

    def _day(self, row: Any) -> date | None:
        when = getattr(row, "figure_day", None)
        return timezone.localtime(when).date() if isinstance(when, datetime) else when


def is_over(report: Report) -> bool:
    """Whether its days are over: before that, today's number is expected to be another one."""
    return clock.today() > report.days.last


def _asked(code: str, period: Period) -> Figure | None:
    figure = FIGURES.get(code)
    return figure if figure and counting.can_ask(figure, period) else None


def _moved(actor: Actor, figure: Figure, report: Report, kept: set[tuple[UUID, int]]) -> bool:
    now = counting.keys(actor, figure, report.place, report.days)
    return {(key, counts) for key, _once, counts in now} != kept


def _groups(keys: Keys) -> list[frozenset[UUID]]:
    together: dict[Any, set[UUID]] = defaultdict(set)
    for record, once, _counts in keys:
        together[once or record].add(record)
    return [frozenset(group) for group in together.values()]


def _apart(mine: list[frozenset[UUID]], theirs: list[frozenset[UUID]]) -> list[frozenset[UUID]]:
    """The groups of ``mine`` that have no record in common with any of ``theirs``; newest first."""
    known = frozenset().union(*theirs)
    return sorted((group for group in mine if not group & known), key=max, reverse=True)


def _subjects(row: Model) -> set[UUID]:
    """The keys under which the trail may tell of a record: its own, and those of its own room that it hangs on."""
    found = {row.pk}
    for field in row._meta.concrete_fields:
        target = field.related_model
        if isinstance(target, type) and issubclass(target, Model):
            same_room = target._meta.app_label == row._meta.app_label
            key = getattr(row, field.attname)
            found |= {key} if same_room and isinstance(key, UUID) else set()
    return found


def _noted_at(key: UUID) -> datetime | None:
    """When a record was made, as its key (UUIDv7) says to the millisecond."""
    if key.version != 7:
        return None
    return datetime.fromtimestamp((key.int >> 80) / 1000, tz=timezone.get_current_timezone())
