"""Households that make sense: who lives together, how old they are, whose name they bear."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from zhiye.demo import ages, kinship, naming
from zhiye.demo.ages import YEAR, Births, Calendar
from zhiye.demo.naming import FEMALE, MALE

_KINDS = tomllib.loads((Path(__file__).parent / "data" / "households.toml").read_text("utf-8"))["kind"]
# In 2020 one newborn in thirteen took the mother's surname (1:12, 公安部《二〇二〇年全国姓名报告》).
_MOTHERS_NAME = 1 / 13
_HEAD_IS_MAN = 0.62
_ELDER_ALONE_IS_WOMAN = 0.68  # women live longer; near the census share of women among elders alone


@dataclass(frozen=True, slots=True)
class Link:
    """How a member comes about: a word and the earlier members it leans on."""

    word: str
    of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of household; ``ages`` bounds the root's age in years when nobody is an elder."""

    code: str
    links: tuple[Link, ...]
    roles: tuple[str, ...]
    elders: int
    young_only: bool
    ages: tuple[int, int]
    weight: float
    own: float


@dataclass(slots=True)
class Member:
    """One member while the family is being made; ``born`` is a day number."""

    link: Link
    role: str
    sex: str
    born: int
    surname: str = ""
    own_name: str = ""
    name: str = ""


@dataclass(slots=True)
class Family:
    """A finished household: members in order of making, relation codes to the head, ties between members."""

    kind: Kind
    members: list[Member]
    relations: list[str] = field(default_factory=list)
    ties: list[tuple[int, int, str]] = field(default_factory=list)


def _kind(row: dict[str, Any]) -> Kind:
    links = (link.split() for link in row["links"])
    return Kind(
        row["code"],
        tuple(Link(words[0], tuple(map(int, words[1:]))) for words in links),
        tuple(row["roles"]),
        row.get("elders", 0),
        row.get("young_only", False),
        tuple(row.get("ages", (22, 59))),
        row["weight"],
        row["own"],
    )


def _by_size_and_elders() -> dict[tuple[int, int, bool], tuple[list[Kind], list[float]]]:
    """Kinds by (number of members, number of elders, whether elders may be 80 and over)."""
    found: dict[tuple[int, int, bool], list[Kind]] = {}
    for kind in map(_kind, _KINDS):
        for aged in (False,) if kind.young_only else (False, True):
            found.setdefault((len(kind.links), kind.elders, aged), []).append(kind)
    return {key: (kinds, list(accumulate(kind.weight for kind in kinds))) for key, kinds in found.items()}


_CHOICES = _by_size_and_elders()
LARGEST = max(size for size, _, _ in _CHOICES)


def make_family(rng: Random, days: Calendar, size: int, elders: int, aged: bool) -> Family:
    """A household of ``size`` members; the first ``elders`` are 60–79, or 80 and over when ``aged``."""
    kinds, weights = _CHOICES[size, elders, aged]
    kind = rng.choices(kinds, cum_weights=weights)[0]
    members: list[Member] = []
    for position, (link, role) in enumerate(zip(kind.links, kind.roles, strict=True)):
        births = _births(kind, position, days, aged)
        members.append(_member(rng, kind, link, role, members, births))
    _name(rng, members)
    family = Family(kind, members)
    family.relations = kinship.relations_to_head(members)
    family.ties = kinship.ties_between(members)
    return family


def _births(kind: Kind, position: int, days: Calendar, aged: bool) -> Births:
    """The range of days of birth of the member at this position."""
    link = kind.links[position]
    if position < kind.elders:
        return days.aged if aged else days.elder
    if link.word in ("root", "mate"):
        return Births(days.today - int((kind.ages[1] + 0.9) * YEAR), days.today - int(kind.ages[0] * YEAR))
    if link.word == "child" and link.of[0] >= kind.elders:
        return days.young
    return days.adult


def _member(rng: Random, kind: Kind, link: Link, role: str, so_far: list[Member], births: Births) -> Member:
    sex = _sex(rng, kind, link, so_far)
    return Member(link, role, sex, births.clamp(_born(rng, kind, link, sex, so_far, births)))


def _sex(rng: Random, kind: Kind, link: Link, so_far: list[Member]) -> str:
    if link.word == "spouse":
        return FEMALE if so_far[link.of[0]].sex == MALE else MALE
    if link.word == "nanny":
        return FEMALE
    if link.word == "root":
        man = 1 - _ELDER_ALONE_IS_WOMAN if kind.elders == 1 else _HEAD_IS_MAN
        return MALE if rng.random() < man else FEMALE
    return MALE if rng.random() < 0.51 else FEMALE


def _born(rng: Random, kind: Kind, link: Link, sex: str, so_far: list[Member], births: Births) -> int:
    """A day of birth; the caller brings it within ``births``."""
    match link.word:
        case "spouse":
            return ages.draw_spouse(rng, so_far[link.of[0]].born, sex == MALE, births)
        case "child":
            return _child_born(rng, link, so_far, births)
        case "grandchild":
            grown = so_far[link.of[0]].born + int(rng.uniform(48, 62) * YEAR)
            return Births(births.last + int(5 * YEAR), births.last + int(20.5 * YEAR)).clamp(grown)
        case "sibling":
            return births.fold(
                so_far[link.of[0]].born + int(rng.choice((-1, 1)) * rng.uniform(1.5, 8) * YEAR)
            )
        case "nanny":
            return births.last - int(rng.uniform(18, 36) * YEAR)
        case _ if kind.elders:
            return ages.draw_elder(rng, births)
    return rng.randint(births.first, births.last)


def _child_born(rng: Random, link: Link, so_far: list[Member], births: Births) -> int:
    parents = [so_far[index].born for index in link.of]
    elder_siblings = [member.born for member in so_far if member.link == link]
    if elder_siblings:
        return ages.draw_next_child(rng, elder_siblings[-1], min(parents), births)
    return ages.draw_child(rng, min(parents), max(parents), births)


def _name(rng: Random, members: list[Member]) -> None:
    """Give everybody a name; nobody in the household has the same as another."""
    if naming.has_dotted_names(rng):
        _name_dotted(rng, members)
        return
    mothers_name = rng.random() < _MOTHERS_NAME
    absent_fathers: dict[int, str] = {}
    taken: set[str] = set()
    for member in members:
        member.surname = _surname(rng, member, members, mothers_name, absent_fathers)
        year = date.fromordinal(member.born).year
        member.name = naming.draw_name(rng, member.surname, member.sex, year, taken)
        taken.add(member.name)


def _surname(
    rng: Random, member: Member, members: list[Member], mothers_name: bool, absent_fathers: dict[int, str]
) -> str:
    word, of = member.link.word, member.link.of
    if word == "sibling":
        return members[of[0]].surname
    if word not in ("child", "grandchild"):
        return naming.draw_surname(rng)
    fathers = [members[i].surname for i in of if members[i].sex == MALE]
    mothers = [members[i].surname for i in of if members[i].sex == FEMALE]
    if mothers_name and mothers or not fathers and rng.random() < 0.2:
        return mothers[0]
    if fathers:
        return fathers[0]
    return absent_fathers.setdefault(of[0], naming.draw_surname(rng))


def _name_dotted(rng: Random, members: list[Member]) -> None:
    for member in members:
        member.own_name = naming.draw_dotted_part(rng, member.sex)
        father = _father(member, members)
        after = father.own_name if father else naming.draw_dotted_part(rng, MALE, member.own_name)
        member.surname, member.name = after, f"{member.own_name}·{after}"


def _father(member: Member, members: list[Member]) -> Member | None:
    if member.link.word != "child":
        return None
    return next((members[i] for i in member.link.of if members[i].sex == MALE), None)
