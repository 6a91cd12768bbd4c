"""Whether somebody of the register is the one a note speaks of: points and the reasons for them, in words.

Pure. The reasons say what agrees and never repeat what stands in the register: they may be read by somebody who
may open the note and not the file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.drafts.naming import Spelled
from zhiye.drafts.values import Candidate, Linked
from zhiye.people.birth import age_on
from zhiye.people.forms_of_address import read_form_of_address
from zhiye.people.likeness import NEAR_ENOUGH
from zhiye.people.models import Person
from zhiye.people.names import near, surname

PHONE, NAME, HOME, KIN, CALLED, SOUND, AGE, ONLY = 6, 4, 3, 3, 2, 2, 2, 1
SURE, APART = 5, 2  # points from which one is taken for the one, and by which the next must stay behind
WORTH_ASKING = 3
MOST = 5  # candidates that are asked about
GROWN_UP = 18  # years: 民法典 art. 17
NOBODY: Mapping[UUID, int] = {}
_ANOTHER = -100
_WIDE = 80  # years: a form of address for ages as far apart tells no age


@dataclass(frozen=True, slots=True)
class Told:
    """What a note tells of somebody. ``own_home`` when it says that they live there; ages are in years."""

    spelled: Spelled
    sex: str = "0"
    age: int | None = None
    phones: frozenset[str] = frozenset()  # fingerprints
    homes: frozenset[UUID] = frozenset()
    own_home: UUID | None = None
    kin: frozenset[UUID] = frozenset()  # people who are to the linked one what the note says
    only_kin: bool = False  # there is just one such


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of somebody."""

    person: Person
    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    homes: frozenset[UUID] = field(default_factory=frozenset)


def weigh(told: Told, known: Known, today: date) -> tuple[int, list[str]]:
    """Points that ``known`` is the one told of, and why. Far below zero when it is somebody else."""
    person = known.person
    if _of_another_sex(told, person) and not _bears_the_name_here(told, known):
        return _ANOTHER, []
    parts = [
        (PHONE, _("电话相同")) if told.phones & known.phones else None,
        _name(told, known, today),
        _home(told, known),
        (KIN + (APART if told.only_kin else 0), _("亲属对得上")) if person.pk in told.kin else None,
        _age(told, person, today),
        None if person.is_current else (-1, ""),
    ]
    points = sum(part[0] for part in parts if part)
    return points, [part[1] for part in parts if part and part[1]]


def _of_another_sex(told: Told, person: Person) -> bool:
    return "0" not in (told.sex, person.sex) and told.sex != person.sex and person.sex in ("1", "2")


def _bears_the_name_here(told: Told, known: Known) -> bool:
    """Full name and home are surer than a sex, which is often only gathered from the words around."""
    return told.spelled.full in {known.person.name, *known.names} and bool(told.homes & known.homes)


def choose(
    told: Told,
    pool: Iterable[Known],
    today: date,
    near_path: str = "",
    lately: Mapping[UUID, int] = NOBODY,
) -> Linked:
    """Who of ``pool`` is meant, or who may be; those who live near ``near_path`` first among equals. Where many may be
    called so, those of whom notes spoke lately are asked about (``lately``: person -> rank)."""
    everybody = list(pool)
    weighed = [(known, *weigh(told, known, today)) for known in everybody]
    weighed = [one for one in weighed if one[1] > 0]
    if not any(told.homes & one[0].homes for one in weighed):
        weighed += [
            (known, HOME + ONLY, [_("同姓，住处相同")]) for known in everybody if _at_home(told, known, today)
        ]
    bearing = [one for one in weighed if one[1] >= NAME and _("姓名相同") in one[2]]
    if len(bearing) == 1:
        known, points, why = bearing[0]
        weighed = [one for one in weighed if one[0] is not known] + [(known, points + ONLY, why)]
    weighed.sort(key=lambda one: (-one[1], -_shared(one[0].person.path, near_path), str(one[0].person.pk)))
    if not weighed:
        return Linked()
    best = weighed[0]
    if best[1] >= SURE and all(best[1] - one[1] >= APART for one in weighed[1:]):
        return Linked(_candidate(*best))
    asked = [one for one in weighed if one[1] >= WORTH_ASKING]
    if not asked and len(weighed) <= MOST and any(_agrees(one[2]) for one in weighed):
        asked = [one for one in weighed if one[1] >= CALLED]  # a likeness that fits few enough to ask
    if asked or told.spelled.full:
        return Linked(None, tuple(_candidate(*one) for one in asked[:MOST]))
    return _of_many([one for one in weighed if _agrees(one[2])], lately)


def _of_many(weighed: list[tuple[Known, int, list[str]]], lately: Mapping[UUID, int]) -> Linked:
    """陈奶奶, of whom there are thirty: never somebody new without a question."""
    known = [one for one in weighed if one[0].person.pk in lately]
    known.sort(key=lambda one: lately[one[0].person.pk])
    return Linked(None, tuple(_candidate(*one) for one in known[:MOST]), len(weighed))


def _at_home(told: Told, known: Known, today: date) -> bool:
    """王阿姨 at the home of a Wang of 81: people are called younger, or older, than they are. A grown-up of that name
    at the home that is told is worth a question."""
    spelled, person = told.spelled, known.person
    if spelled.full or not spelled.family or not told.homes & known.homes:
        return False
    if surname(person.name) != spelled.family or not person.is_current:
        return False
    sexes = {form.sex for form in read_form_of_address(spelled.called)} | {told.sex}
    grown = person.birth is None or age_on(person.birth, today) >= GROWN_UP
    return grown and not (person.sex in ("1", "2") and sexes - {"0", person.sex})


def _candidate(known: Known, points: int, why: list[str]) -> Candidate:
    return Candidate(known.person.pk, _("，").join(dict.fromkeys(why)), points)


def _agrees(why: list[str]) -> bool:
    return _("称呼对得上") in why or _("名字的音或形相近") in why


def _name(told: Told, known: Known, today: date) -> tuple[int, str] | None:
    spelled, person = told.spelled, known.person
    if spelled.full:
        if spelled.full == person.name or spelled.full in known.names:
            return NAME, _("姓名相同")
        if near(spelled.full, person.name) >= NEAR_ENOUGH:
            return SOUND, _("名字的音或形相近")
        return _ANOTHER, ""
    if not spelled.called:
        return None
    if spelled.called in known.names:
        return NAME, _("大家就这么称呼")
    if spelled.family and surname(person.name) != spelled.family:
        return _ANOTHER, ""
    if not _may_be_called(spelled.called, person, today):
        return _ANOTHER, ""
    telling = told.own_home or _tells_sex_or_age(spelled.called)
    return (CALLED if telling else CALLED - 1), _("称呼对得上")


def _tells_sex_or_age(called: str) -> bool:
    """王奶奶 does; 王师傅 fits every grown-up Wang: met at a home that may be another's, he is asked about."""
    forms = read_form_of_address(called)
    return any(form.sex != "0" or form.max_age - form.min_age < _WIDE for form in forms)


def _may_be_called(called: str, person: Person, today: date) -> bool:
    """Whether a neighbour could call the person so, by sex and age; titles unknown to the table fit anybody."""
    forms = read_form_of_address(called)
    if not forms:
        return True
    age = age_on(person.birth, today) if person.birth else None
    return any(
        (form.sex == "0" or person.sex in ("0", "9", form.sex))
        and (age is None or form.min_age <= age <= form.max_age)
        for form in forms
    )


def _home(told: Told, known: Known) -> tuple[int, str] | None:
    if told.homes & known.homes:
        return HOME, _("住处相同")
    if told.own_home and known.homes:
        return -HOME, ""
    return None


def _age(told: Told, person: Person, today: date) -> tuple[int, str] | None:
    if told.age is None or person.birth is None:
        return None
    apart = age_on(person.birth, today) - told.age
    if abs(apart) <= 1 or (told.age % 10 == 0 and 0 <= apart <= 9):  # 70多岁 is read as 70
        return AGE, _("年纪对得上")
    return (-2, "") if abs(apart) > 3 else None


def _shared(path: str, other: str) -> int:
    """How long the two paths go the same way."""
    count = 0
    for one, two in zip(path, other, strict=False):
        if one != two:
            break
        count += 1
    return count
