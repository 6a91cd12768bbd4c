"""What a form page offers before anybody has chosen: which rows, which people, which days."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from zhiye.figures.periods import month_of, read_period
from zhiye.filling import conditions
from zhiye.filling import wanted as asked_for
from zhiye.filling.conditions import EVERY, categories_of, name_of
from zhiye.filling.documents.form import Form
from zhiye.filling.known.fields import FOR_ONE
from zhiye.filling.plan import likeliest, shape
from zhiye.filling.times import period_in
from zhiye.filling.titles import Told, never_listed, of_matters, of_people
from zhiye.filling.wanted import CHOSEN, HOMES, OF_A_PERIOD, PEOPLE, WHAT, Wanted
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import narrow
from zhiye.people.codes import CATEGORIES
from zhiye.places.models import Place

_OF_PEOPLE = (PEOPLE, HOMES, asked_for.MATTERS, asked_for.CONTACTS)  # rows in which people stand by name
# Who may choose which rows: whoever may not see them is not offered them.
_NEEDS = {
    asked_for.PEOPLE: "people.view",
    asked_for.HOMES: "people.view",
    asked_for.MATTERS: "cases.view",
    asked_for.CONTACTS: "visits.view",
    asked_for.ACTIVITIES: "activities.view",
    asked_for.FIGURES: "places.count",
}


def offered(actor: Actor, committee: Place) -> list[str]:
    """The kinds of rows that the actor sees in the committee."""
    return [what for what, permission in _NEEDS.items() if narrow(actor.scope(permission), committee.path)]


def first_choice(
    form: Form, what: str, last: Wanted | None, kinds: Sequence[str], own: Sequence[str]
) -> Wanted:
    """``what`` where it is named, else as the last time, else as the form reads. The period is the one that the title
    names, else this month: a form for another one is filled by saying so. ``own`` are the names of whose form it is."""
    period = (period_in((*form.titles, form.name), clock.today()) or month_of(clock.today())).key
    if last and what in ("", last.what):
        return replace(last, period=period if last.what in OF_A_PERIOD else "")
    chosen = what if what in kinds else likeliest(form, kinds)
    told = told_by(form, chosen, own)
    return Wanted(chosen, told.conditions, period=period if chosen in OF_A_PERIOD else "")


def told_by(form: Form, what: str, own: Sequence[str] = ()) -> Told:
    """What the title says of whom or what is listed: the list's own title first, then the form's, then the file's."""
    if what not in CHOSEN or for_one(form):
        return Told()
    sheet, table = shape(form, what)
    heads = [] if sheet or table is None else [column.label for column in table.columns]
    ways = ([] if sheet or table is None else [table.title], form.titles, [_stem(form.name)])
    first: Told | None = None
    for texts in ways:
        plain = [text for text in texts if text.strip()]
        if not plain:
            continue
        told = of_matters(plain, heads, own) if what == asked_for.MATTERS else of_people(plain, own)
        if told.conditions or told.likely:
            return told
        first = first or told
    return first or Told()


def title_of(told: Told) -> list[str]:
    """What a title says, as fillings keep it: forms with the same columns are told apart by it, whatever the month."""
    return [*told.conditions, *told.likely, *([told.doubt] if told.doubt else [])]


def is_same_title(kept: Mapping[str, Any], told: Told) -> bool:
    """Whether a filling (what it kept of whom it was for) was of a form with this title. Of one made before titles
    were kept: whether it was for those the title names."""
    if "title" in kept:
        return bool(kept["title"] == title_of(told))
    return set(told.conditions) <= set(asked_for.read(kept).conditions)


def never_of(form: Form, what: str) -> str:
    """The word by which a form names people of whom no list is made, "" for none; sums may be asked of anything."""
    if what not in _OF_PEOPLE:
        return ""
    return never_listed((*form.titles, form.name), what in (PEOPLE, HOMES))


def _stem(name: str) -> str:
    return PurePath(name).stem


def for_one(form: Form) -> bool:
    """Whether somebody asks for something with it (《临时救助申请表》): a sheet for one person, chosen by name."""
    return any(word in _title(form) for word in FOR_ONE)


def _title(form: Form) -> str:
    return " ".join((form.name, *form.titles))


def words_of(wanted: Wanted, buildings: Sequence[str] = ()) -> str:
    """For whom, in one line: 居民，一位一份 · 80岁以上、独居老人 · 71号."""
    told = [str(WHAT[wanted.what])]
    if wanted.asks:
        told.append(conditions.told(wanted.asks))
    period = read_period(wanted.period)
    told += [*buildings, period.name if period else ""] if wanted.what in OF_A_PERIOD else buildings
    return " · ".join(word for word in told if word)


def can_be_sheets(what: str) -> bool:
    """Whether rows of this kind are people."""
    return what in (PEOPLE, HOMES)


def chips(wanted: Wanted, told: Told) -> list[tuple[str, str, bool]]:
    """Conditions to be taken away or added: code, name, whether it is chosen. All, where the title leaves a doubt."""
    every = [EVERY] if told.doubt or EVERY in wanted.conditions else []
    codes = dict.fromkeys([*wanted.asks, *told.conditions, *told.likely, *every])
    return [(code, name_of(code), code in wanted.conditions) for code in codes]


def is_open(wanted: Wanted, told: Told) -> bool:
    """Whether nobody has said yet what the title leaves open."""
    return bool(told.doubt) and not wanted.people and set(wanted.conditions) <= set(told.conditions)


def kept_from(actor: Actor, committee: Place, wanted: Wanted) -> list[str]:
    """Names of the categories asked for that the actor does not see on everybody here: the list would be short."""
    scope = narrow(actor.scope("people.view"), committee.path)
    if all(actor.may("people.secret", path) for path in scope):
        return []
    asked = [code for few in categories_of(wanted.asks) for code in few if code in CATEGORIES]
    return [CATEGORIES[code].name for code in asked if CATEGORIES[code].ring != "team"]
