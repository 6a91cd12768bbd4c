"""What a form page offers before anybody has chosen: which rows, which people, which days."""

from collections.abc import Sequence
from dataclasses import replace

from zhiye.figures.periods import month_of
from zhiye.filling import wanted as asked_for
from zhiye.filling.documents.form import Form
from zhiye.filling.known.fields import FOR_ONE
from zhiye.filling.plan import likeliest
from zhiye.filling.wanted import HOMES, OF_A_PERIOD, PEOPLE, WHAT, Wanted
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import narrow
from zhiye.people.codes import CATEGORIES
from zhiye.places.models import Place

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


def first_choice(form: Form, what: str, last: Wanted | None, kinds: Sequence[str]) -> Wanted:
    """``what`` where it is named, else as the last time, else as the form reads. The month is always this one's: a
    form for another one is filled by saying so."""
    period = month_of(clock.today()).key
    if last and what in ("", last.what):
        return replace(last, period=period if last.what in OF_A_PERIOD else "")
    chosen = what if what in kinds else likeliest(form, kinds)
    category = category_in(form) if chosen in (PEOPLE, HOMES) else ""
    return Wanted(chosen, category, period=period if chosen in OF_A_PERIOD else "")


def category_in(form: Form) -> str:
    """The category that the form's title names (《独居老人花名册》), "" for none; the longest word counts."""
    if for_one(form):
        return ""
    title = _title(form)
    found = [
        (len(word), code)
        for code, category in CATEGORIES.items()
        for word in (category.name, *category.aliases)
        if len(word) > 1 and word in title
    ]
    return max(found)[1] if found else ""


def for_one(form: Form) -> bool:
    """Whether somebody asks for something with it (《临时救助申请表》): a sheet for one person, chosen by name."""
    return any(word in _title(form) for word in FOR_ONE)


def _title(form: Form) -> str:
    return " ".join((form.name, *form.titles))


def words_of(wanted: Wanted, buildings: Sequence[str] = ()) -> str:
    """For whom, in one line: 居民，一位一份 · 独居老人 · 71号."""
    told = [str(WHAT[wanted.what])]
    if wanted.category in CATEGORIES:
        told.append(CATEGORIES[wanted.category].name)
    told += [*buildings, wanted.period] if wanted.what in OF_A_PERIOD else buildings
    return " · ".join(word for word in told if word)


def can_be_sheets(what: str) -> bool:
    """Whether rows of this kind are people."""
    return what in (PEOPLE, HOMES)
