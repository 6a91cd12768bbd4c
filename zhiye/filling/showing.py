"""Forms and fillings in words: what a blank takes, what is missing, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zhiye.figures.periods import Period, month_of, read_period, year_of
from zhiye.figures.registry import FIGURES
from zhiye.filling import conditions, times
from zhiye.filling import wanted as asked_for
from zhiye.filling.contents import FORM, Contents, Written, shown
from zhiye.filling.differences import Differences
from zhiye.filling.documents.values import date_text
from zhiye.filling.forms import TOGETHER, TYPED, one_name
from zhiye.filling.known.fields import CATEGORY, FIGURE, SOURCES, fields, held
from zhiye.filling.limits import MOST_ASKED, PREVIEWED
from zhiye.filling.models import ASKED, KNOWN, LEFT, TEXT
from zhiye.filling.plan import Blank, Plan
from zhiye.filling.preparing import Gap, Prepared
from zhiye.filling.times import to_choose
from zhiye.filling.wanted import Wanted
from zhiye.kernel import clock
from zhiye.places.models import Place

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
    whens: list[tuple[str, str, bool]]  # of which time a figure is: code, name, whether it is chosen

    @property
    def told(self) -> str:
        """How it is filled now: 居民登记：出生日期."""
        return filled_with(self.blank)


def choices(blanks: Sequence[Blank], plan: Plan, start: int = 0) -> list[Choice]:
    """The blanks with what to choose; categories are offered where nothing fits yet."""
    return [
        Choice(blank, number, _chosen(blank), _groups(blank, plan), _whens(blank, plan))
        for number, blank in enumerate(blanks, start + 1)
    ]


def _chosen(blank: Blank) -> str:
    if blank.only_when and not blank.settled:
        return blank.likely[0]
    return times.apart(blank.answer.code)[0] if blank.answer.how == KNOWN else blank.answer.how


def _whens(blank: Blank, plan: Plan) -> list[tuple[str, str, bool]]:
    """Times of a figure, the likely ones first; a question where the label may mean several."""
    if plan.what != asked_for.FIGURES:
        return []
    of_figure = blank.answer.how == KNOWN and blank.answer.code.startswith(FIGURE)
    chosen = times.apart(blank.answer.code)[1] if of_figure else ""
    if not of_figure and len(blank.whens) < 2 and not blank.only_when:
        chosen = blank.whens[0] if blank.whens else times.THIS
    names = {times.THIS: str(_("这段时间")), **times.WHENS}
    order = dict.fromkeys([*blank.whens, *names])
    ask = [("", str(_("哪段时间？请选")), True)] if not chosen else []
    return ask + [(code, names[code], code == chosen) for code in order]


def _groups(blank: Blank, plan: Plan) -> list[tuple[str, list[tuple[str, str]]]]:
    every = fields()
    codes = [code for code in (blank.answer.code, *blank.likely) if code in every]
    first = list(dict.fromkeys(times.apart(code)[0] for code in codes))
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
    if what == asked_for.FIGURES and gap.blank.answer.code.startswith(FIGURE):
        code, when = times.apart(gap.blank.answer.code)
        told["when"] = times.WHENS.get(when, _("这段时间"))
        if FIGURES[code.partition(".")[2]].stock:
            return _("“%(label)s”空着：这个数只有今天的，以前的没有记。") % told
        return _("“%(label)s”空着：从选的这段时间，说不出哪段是“%(when)s”。") % told
    return _("%(count)d%(one)s没有“%(label)s”") % told


def nobody_words(wanted: Wanted, buildings: Sequence[str]) -> str:
    """Why nothing is listed: 登记里没有同时符合“80岁以上、独居老人”的人。"""
    asked = conditions.told(wanted.asks)
    period = read_period(wanted.period)
    where = _("、").join(buildings)
    told = {"asked": asked, "period": period.name if period else wanted.period, "where": where}
    if wanted.what not in asked_for.OF_A_PERIOD:
        if wanted.people:
            return _("选的这几位，现在登记里找不到，或者不归您看。")
        sentence = _("登记里没有同时符合“%(asked)s”的人。") if asked else _("登记里没有这样的人。")
    elif wanted.what == asked_for.MATTERS:
        sentence = _("%(period)s里没有“%(asked)s”这样的事。") if asked else _("%(period)s里没有记下的事。")
    else:
        sentence = _("%(period)s里没有可填的记录。")
    return sentence % told + (_("只看了%(where)s。") % told if buildings else "")


def months_to_choose(wanted_key: str) -> list[tuple[str, str]]:
    """Months and years to choose from, with the one that is chosen already."""
    month = month_of(clock.today())
    found = [month]
    for _number in range(MONTHS - 1):
        found.append(found[-1].before)
    year = year_of(clock.today())
    found += [*to_choose(clock.today()), year, year.before]
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
class Together:
    """Blanks that say their time in one doubtful word (累计): answered with one choice, or each by itself."""

    name: str
    choices: list[Choice]
    whens: list[tuple[str, str]]

    @property
    def labels(self) -> list[str]:
        """Which blanks they are."""
        return [choice.blank.label for choice in self.choices]


def together(choices: Sequence[Choice]) -> tuple[list[Together], list[Choice]]:
    """Where more than one waits for the same answer; and the others."""
    alike: dict[tuple[str, ...], list[Choice]] = {}
    for choice in choices:
        if choice.blank.only_when:
            alike.setdefault(choice.blank.whens, []).append(choice)
    found = [
        Together(f"{TOGETHER}{one_name(whens)}", some, [(code, times.WHENS[code]) for code in whens])
        for whens, some in alike.items()
        if len(some) > 1
    ]
    joined = {choice.number for one in found for choice in one.choices}
    return found, [choice for choice in choices if choice.number not in joined]


@dataclass(frozen=True, slots=True)
class Fact:
    """A blank of a sheet as it will be written; of a figure its days, and its address: the records it counts."""

    label: str
    text: str
    days: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows as they will be written: heads, cells, the address of each row's record; of a sheet its blanks
    one under the other."""

    heads: list[str] = field(default_factory=list)
    rows: list[tuple[str, list[str], str]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    more: int = 0


def preview(ready: Prepared, committee: Place) -> Preview:
    """What a colleague looks at before the form is filled; covered values stay covered."""
    plan, contents = ready.plan, ready.contents
    blanks = [blank for blank in plan.row_blanks if blank.answer.how != LEFT]
    some = contents.rows[:PREVIEWED]
    more = len(contents.rows) - len(some)
    urls = [_record_of(ready.wanted.what, row.key) for row in some]
    if plan.sheet and some:
        periods = ready.rows[0].periods
        facts = [_fact(some[0], blank, contents.covered, periods, committee) for blank in blanks]
        if plan.table:
            lines = _("%(count)d行") % {"count": len(some[0].members)}
            facts.append(Fact(plan.table.title or str(_("里面的名单")), lines))
        return Preview(
            [], [(row.name, [row.where], url) for row, url in zip(some, urls, strict=True)], facts, more
        )
    rows = [
        (row.name, [_cell(row, blank, contents.covered) for blank in blanks], url)
        for row, url in zip(some, urls, strict=True)
    ]
    return Preview([blank.label for blank in blanks], rows, [], more)


_PAGES = {
    asked_for.PEOPLE: "people-detail",
    asked_for.MATTERS: "cases-detail",
    asked_for.CONTACTS: "visits-detail",
    asked_for.ACTIVITIES: "activities-detail",
}


def _record_of(what: str, key: str) -> str:
    """The page of what a row was made from; a household has none of its own."""
    return reverse(_PAGES[what], args=[key]) if what in _PAGES else ""


def _fact(
    row: Written, blank: Blank, covered: Mapping[str, str], periods: Mapping[str, Period], committee: Place
) -> Fact:
    text = _cell(row, blank, covered)
    period = periods.get(blank.answer.code) if blank.answer.how == KNOWN else None
    if period is None:
        return Fact(blank.label, text)
    code = times.apart(blank.answer.code)[0].partition(".")[2]
    days = str(_("今天")) if FIGURES[code].stock else period.name
    url = reverse("reports-figure", args=[committee.pk, code])
    return Fact(blank.label, text, days, f"{url}?{urlencode({'period': period.key})}")


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
