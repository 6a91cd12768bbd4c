"""A filling before it is kept: rows, cells, what is missing, what changed since the last time. Writes nothing."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.filling import contents as kept
from zhiye.filling.choosing import never_of
from zhiye.filling.contents import FORM, Cells, Contents, Written
from zhiye.filling.differences import Differences, Typed, carried, compare
from zhiye.filling.known.fields import CATEGORY, COMMITTEE, PERSON, fields
from zhiye.filling.known.people import which
from zhiye.filling.known.row import Asked, Row
from zhiye.filling.known.rows import needs_members, rows_for
from zhiye.filling.known.standing import standing
from zhiye.filling.models import DONE, KNOWN, TEXT, Filling, Form
from zhiye.filling.permissions import USE
from zhiye.filling.plan import Blank, Plan
from zhiye.filling.wanted import HOMES, PEOPLE, Wanted
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.bulk import collector_paused
from zhiye.kernel.errors import Refused
from zhiye.kernel.paths import narrow
from zhiye.people.queries.sheets import count_without_birth, may_open, may_see_people

TypedCells = Mapping[str, Mapping[str, str]]  # row (or FORM) -> blank -> text
# What decides how much of a committee somebody's form holds: only fillings of one sight are compared.
_SIGHT = (
    USE,
    "people.view",
    "people.secret",
    "people.reveal_id",
    "people.reveal_phone",
    "cases.view",
    "visits.view",
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank that is empty in ``count`` rows, because nobody knows or because the colleague may not open it."""

    blank: Blank
    count: int
    shut: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """``last`` is the earlier filling that this one is compared with; ``missing`` are cells to be typed."""

    plan: Plan
    wanted: Wanted
    contents: Contents
    rows: list[Row]
    gaps: list[Gap]
    covered: frozenset[str]
    last: Filling | None
    missing: tuple[tuple[str, str], ...]
    without_birth: int = 0  # people left out because nobody knows how old they are

    @property
    def count(self) -> int:
        """How many rows or sheets."""
        return len(self.rows)

    @property
    def holds_people(self) -> bool:
        """Whether something from the register goes out: then it is asked what for."""
        sources = {fields()[code].source for code in self.plan.codes}
        return bool(sources & {PERSON, CATEGORY})

    @property
    def opened(self) -> list[tuple[UUID, str]]:
        """Those whose covered values stand in it, each once, with their paths."""
        return list(dict.fromkeys(one for row in self.rows for one in row.people)) if self.covered else []


@collector_paused()
def prepare(
    actor: Actor, form: Form, plan: Plan, wanted: Wanted, typed: TypedCells | None = None
) -> Prepared:
    """Fill ``plan`` for ``wanted`` in thought; ``typed`` comes before what was typed the last time. Raises Refused,
    NotFound."""
    _refuse_never(plan, wanted)
    asked = _asked(actor, form, plan, wanted)
    rows = rows_for(asked)
    once = standing(asked, len(rows))
    last = last_filling(actor, form, wanted)
    before = kept.unseal(last) if last else None
    told = _typed(plan, rows, before, typed or {})
    form_cells, lists = (
        ({}, True) if plan.sheet else (_cells(plan.form_blanks, once, told.kept.get(FORM, {})), False)
    )
    written = [_written(plan, wanted, row, once, told.kept.get(row.key, {}), lists) for row in rows]
    made = Contents(plan.sheet, plan.table.key if plan.table else "", form_cells, written, told.kept)
    made.labels = {blank.key: blank.label for blank in plan.blanks}
    made.covered = plan.covered_blanks
    if before:
        made.differences = _differences(plan, before, made)
        names = {row.key: row.name for row in before.rows}
        made.gone = {key: names[key] for key in made.differences.went}
    gaps = _gaps(plan, written, asked.covered)
    unknown = (
        count_without_birth(actor, asked.committee, which(asked)) if wanted.what in (PEOPLE, HOMES) else 0
    )
    return Prepared(plan, wanted, made, rows, gaps, asked.covered, last, told.missing, unknown)


def _refuse_never(plan: Plan, wanted: Wanted) -> None:
    """No list of petitioners, of a party or a faith, of offenders: not of anybody, whoever asks. Raises Refused."""
    if word := never_of(plan.form, wanted.what):
        raise Refused(_("表名里有“%(word)s”。枝叶不留、也不拼这样的名单。") % {"word": word})


def _asked(actor: Actor, form: Form, plan: Plan, wanted: Wanted) -> Asked:
    place = form.committee
    may = may_see_people(actor, place)
    covered = frozenset(kind for kind in plan.covered if may and may_open(actor, place, kind))
    shut = {code for code in plan.codes if (kind := fields()[code].covered) and kind not in covered}
    members = needs_members(plan.codes) or bool(plan.sheet and plan.table)
    return Asked(actor, place, wanted, plan.codes - shut, covered, clock.today(), members)


def last_filling(actor: Actor, form: Form, wanted: Wanted) -> Filling | None:
    """The newest finished filling of the form for the same people or things, by somebody who saw as much."""
    same = Filling.objects.filter(
        form=form, subject=subject_of(wanted), sight=sight_of(actor, form), state=DONE
    )
    return same.exclude(sealed=b"").order_by("-made_at", "-id").first()


def subject_of(wanted: Wanted) -> str:
    """Equal for fillings for the same people or things, whatever the month."""
    return _digest(wanted.subject)


def sight_of(actor: Actor, form: Form) -> str:
    """Equal for colleagues who may see the same of the committee."""
    return _digest([narrow(actor.scope(permission), form.committee.path) for permission in _SIGHT])


def _digest(told: Any) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _typed(plan: Plan, rows: list[Row], before: Contents | None, given: TypedCells) -> Typed:
    """What is typed in now, and what was typed the last time; a text emptied now is gone."""
    last = before.typed if before else {}
    merged = {key: {**last.get(key, {}), **given.get(key, {})} for key in {*last, *given}}
    told = carried(merged, [row.key for row in rows], [blank.key for blank in plan.asked()])
    once = carried(
        merged, [FORM], [blank.key for blank in plan.asked(form_wide=True)] if not plan.sheet else []
    )
    return Typed({**told.kept, **once.kept}, (*once.missing, *told.missing))


def _written(
    plan: Plan, wanted: Wanted, row: Row, once: Cells, typed: Mapping[str, str], lists: bool
) -> Written:
    cells = _cells(plan.row_blanks, {**once, **row.values}, typed)
    members: list[Cells] = []
    if lists and plan.table:
        others = [one for one in row.members if wanted.what != PEOPLE or one.key != row.key]
        listed = others if row.members else [row]
        members = [_cells(plan.form_blanks, one.values, {}) for one in listed]
    return Written(row.key, row.name, row.where, cells, members)


def _cells(blanks: list[Blank], values: Mapping[str, Any], typed: Mapping[str, str]) -> Cells:
    cells: Cells = {}
    for blank in blanks:
        answer = blank.answer
        if blank.key in typed:
            cells[blank.key] = typed[blank.key]
        elif answer.how == TEXT:
            cells[blank.key] = answer.text
        elif answer.how == KNOWN and (value := values.get(answer.code, "")) != "":
            cells[blank.key] = value
    return cells


def _gaps(plan: Plan, written: list[Written], covered: frozenset[str]) -> list[Gap]:
    found = []
    for blank in plan.row_blanks:
        if blank.answer.how != KNOWN or fields()[blank.answer.code].may_be_empty:
            continue
        kind = fields()[blank.answer.code].covered
        empty = sum(blank.key not in row.cells for row in written)
        if empty and written:
            found.append(Gap(blank, empty, bool(kind) and kind not in covered))
    return found


def _differences(plan: Plan, before: Contents, now: Contents) -> Differences:
    """Cell by cell; the day of filling and who fills in are no news."""
    aside = frozenset(blank.key for blank in plan.blanks if blank.answer.code.partition(".")[0] == COMMITTEE)
    keys = [blank.key for blank in (*plan.row_blanks, *(plan.form_blanks if plan.sheet else ()))]
    return compare(before.lines(), now.lines(), keys, aside)


def only_touched(contents: Contents) -> Contents:
    """The same, with the rows that are new or changed alone."""
    touched = contents.differences.touched if contents.differences else set()
    return replace(contents, rows=[row for row in contents.rows if row.key in touched])
