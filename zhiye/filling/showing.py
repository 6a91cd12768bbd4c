"""Forms and fillings in words: what a blank takes, what is missing, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zhiye.figures.periods import month_of, read_period, year_of
from zhiye.filling import wanted as asked_for
from zhiye.filling.contents import FORM, Contents, Written, shown
from zhiye.filling.differences import Differences
from zhiye.filling.documents.values import date_text
from zhiye.filling.forms import TYPED
from zhiye.filling.known.fields import CATEGORY, SOURCES, fields, held
from zhiye.filling.limits import MOST_ASKED, PREVIEWED
from zhiye.filling.models import ASKED, KNOWN, LEFT, TEXT
from zhiye.filling.plan import Blank, Plan
from zhiye.filling.preparing import Gap, Prepared
from zhiye.kernel import clock

MONTHS = 14  # to choose from, this one first
HOW = {
    LEFT: gettext_lazy("空着"),
    ASKED: gettext_lazy("我一行一行写"),
    TEXT: gettext_lazy("每行都写一样的"),
}
_ONES: dict[str, Any] = {
    asked_for.PEOPLE: gettext_lazy("位"),
    asked_for.HOMES: gettext_lazy("户"),
    asked_for.MATTERS: gettext_lazy("件"),
    asked_for.CONTACTS: gettext_lazy("次"),
    asked_for.ACTIVITIES: gettext_lazy("场"),
    asked_for.FIGURES: gettext_lazy("份"),
}


def measure(what: str) -> str:
    """位, 户, 件 …"""
    return str(_ONES[what])


@dataclass(frozen=True, slots=True)
class Choice:
    """A blank on the page: its label, how it is filled now, and what it can be filled with."""

    blank: Blank
    number: int
    chosen: str
    groups: list[tuple[str, list[tuple[str, str]]]]

    @property
    def told(self) -> str:
        """How it is filled now: 居民登记：出生日期."""
        return filled_with(self.blank)


def choices(blanks: Sequence[Blank], plan: Plan, start: int = 0) -> list[Choice]:
    """The blanks with what to choose; categories are offered where nothing fits yet."""
    return [
        Choice(blank, number, _chosen(blank), _groups(blank, plan))
        for number, blank in enumerate(blanks, start + 1)
    ]


def _chosen(blank: Blank) -> str:
    return blank.answer.code if blank.answer.how == KNOWN else blank.answer.how


def _groups(blank: Blank, plan: Plan) -> list[tuple[str, list[tuple[str, str]]]]:
    every = fields()
    first = list(dict.fromkeys([*([blank.answer.code] if blank.answer.code in every else []), *blank.likely]))
    listed: dict[str, list[tuple[str, str]]] = {}
    for one in held(plan.what):
        if one.code not in first and (one.source != CATEGORY or not blank.settled):
            listed.setdefault(one.source, []).append((one.code, str(one.name)))
    likely = [(code, str(every[code].told)) for code in first]
    groups = [(str(_("像是")), likely)] if likely else []
    ways = [how for how in HOW if how != ASKED or not (plan.sheet and blank.column)]
    groups.append((str(_("自己定")), [(how, str(HOW[how])) for how in ways]))
    return groups + [(str(SOURCES[source]), rows) for source, rows in listed.items()]


def filled_with(blank: Blank) -> str:
    """How a settled blank is filled: 居民登记：出生日期."""
    answer = blank.answer
    if answer.how == TEXT:
        return _("都写“%(text)s”") % {"text": answer.text}
    return blank.source if answer.how == KNOWN else str(HOW[answer.how])


def gap_words(gap: Gap, what: str) -> str:
    """3位没有电话."""
    told = {"count": gap.count, "one": measure(what), "label": gap.blank.label}
    if gap.shut:
        return _("“%(label)s”要有看完整号码的职责才填得出，这一栏空着，请书记或主任来填。") % told
    return _("%(count)d%(one)s没有“%(label)s”") % told


def months_to_choose(wanted_key: str) -> list[tuple[str, str]]:
    """Months and years to choose from, with the one that is chosen already."""
    month = month_of(clock.today())
    found = [month]
    for _number in range(MONTHS - 1):
        found.append(found[-1].before)
    year = year_of(clock.today())
    found += [year, year.before]
    chosen = read_period(wanted_key)
    if chosen and chosen not in found:
        found.insert(0, chosen)
    return [(one.key, one.name) for one in found]


def difference_words(told: Differences, missing: int, what: str) -> str:
    """和上次比：新增2位，少1位，3处变了；要您写的只有2格。"""
    one = measure(what)
    parts = []
    if told.came:
        parts.append(_("新增%(count)d%(one)s") % {"count": len(told.came), "one": one})
    if told.went:
        parts.append(_("少了%(count)d%(one)s") % {"count": len(told.went), "one": one})
    if told.changed:
        parts.append(_("%(count)d处变了") % {"count": len(told.changed)})
    first = _("，").join(parts) if parts else _("一样，没有变")
    return _("和上次比：%(what)s；%(typing)s。") % {"what": first, "typing": typing_words(missing)}


def typing_words(missing: int) -> str:
    """要您写的只有2格."""
    if not missing:
        return str(_("没有要您写的"))
    return ngettext("要您写的有%(count)d格", "要您写的有%(count)d格", missing) % {"count": missing}


@dataclass(frozen=True, slots=True)
class Typing:
    """One cell to be typed in: whose row, which blank, what stands there."""

    name: str
    row: str
    label: str
    text: str
    whose: str
    options: tuple[str, ...] = ()


def to_type(
    ready: Prepared, given: Mapping[str, Mapping[str, str]]
) -> tuple[list[Typing], list[Typing], int]:
    """Cells still to be written, those written the last time, and how many there is no room for on a page.

    What was ``given`` by this very page comes back with it, room or not: after a refusal it would be lost.
    """
    blanks = {blank.key: blank for blank in (*ready.plan.asked(), *ready.plan.asked(form_wide=True))}
    rows = {row.key: row for row in ready.contents.rows}
    missing = [_typing(blanks[slot], row, rows.get(row), "") for row, slot in ready.missing]
    kept = [
        _typing(blanks[slot], row, rows.get(row), text)
        for row, cells in ready.contents.typed.items()
        for slot, text in cells.items()
        if slot in blanks and (row == FORM or row in rows)
    ]
    mine = {f"{TYPED}{row}:{slot}" for row, cells in given.items() for slot in cells}
    now, earlier = [one for one in kept if one.name in mine], [one for one in kept if one.name not in mine]
    room = max(MOST_ASKED - len(now), 0)
    shown_missing = missing[:room]
    kept = now + earlier[: room - len(shown_missing)]
    return shown_missing, kept, len(missing) - len(shown_missing)


def _typing(blank: Blank, key: str, row: Written | None, text: str) -> Typing:
    whose = " ".join(word for word in (row.name, row.where) if word) if row else str(_("整张表"))
    return Typing(f"{TYPED}{key}:{blank.key}", key, blank.label, text, whose, blank.options)


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows as they will be written: heads, cells; of a sheet its blanks one under the other."""

    heads: list[str] = field(default_factory=list)
    rows: list[tuple[str, list[str]]] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    more: int = 0


def preview(plan: Plan, contents: Contents) -> Preview:
    """What a colleague looks at before the form is filled; covered values stay covered."""
    blanks = [blank for blank in plan.row_blanks if blank.answer.how != LEFT]
    some = contents.rows[:PREVIEWED]
    more = len(contents.rows) - len(some)
    if plan.sheet and some:
        facts = [(blank.label, _cell(some[0], blank, contents.covered)) for blank in blanks]
        if plan.table:
            lines = len(some[0].members)
            facts.append((plan.table.title or str(_("里面的名单")), _("%(count)d行") % {"count": lines}))
        return Preview([], [(row.name, [row.where]) for row in some], facts, more)
    rows = [(row.name, [_cell(row, blank, contents.covered) for blank in blanks]) for row in some]
    return Preview([blank.label for blank in blanks], rows, [], more)


def _cell(row: Written, blank: Blank, covered: Mapping[str, str]) -> str:
    value = row.cells.get(blank.key, "")
    text = date_text(value, blank.label, ()) if isinstance(value, date) else shown(value)
    return masked(covered.get(blank.key, ""), text)


def masked(kind: str, text: str) -> str:
    """As pages show covered values: the ends of a telephone number, the last two characters of an ID number."""
    if not kind or not text:
        return text
    return "、".join(
        one[:3] + "••••" + one[-4:] if kind == "phone" else "••••" + one[-2:] for one in text.split("、")
    )


def around(plan: Plan, contents: Contents) -> list[tuple[str, str]]:
    """What stands once around a list: labels and values."""
    if plan.sheet:
        return []
    return [
        (blank.label, shown(contents.form[blank.key]))
        for blank in plan.form_blanks
        if blank.key in contents.form
    ]


def table_of_differences(contents: Contents, covered: Mapping[str, str]) -> list[dict[str, str]]:
    """The sheet of differences: one line a row that came or went, one a cell that changed. ``covered`` names the
    blanks whose values stay covered, each with its kind."""
    told = contents.differences or Differences()
    head = [str(_("变化")), str(_("谁")), str(_("门牌")), str(_("哪一栏")), str(_("原来")), str(_("现在"))]
    rows = {row.key: row for row in contents.rows}
    lines = [[_("新增"), rows[key].name, rows[key].where, "", "", ""] for key in told.came if key in rows]
    lines += [[_("少了"), contents.gone.get(key, ""), "", "", "", ""] for key in told.went]
    for one in told.changed:
        values = [masked(covered.get(one.slot, ""), text) for text in (one.old, one.new)]
        lines.append([_("改了"), one.name, one.where, contents.labels.get(one.slot, one.slot), *values])
    return [dict(zip(head, map(str, line), strict=True)) for line in lines]
