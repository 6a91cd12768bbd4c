"""Rows of people and of homes: the register, in the words of forms."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from zhiye.filling import conditions
from zhiye.filling.known.fields import CATEGORY, YES
from zhiye.filling.known.row import Asked, Row, picked
from zhiye.filling.wanted import EVERYBODY
from zhiye.kernel.ids import read_id
from zhiye.people.birth import age_on
from zhiye.people.choices import SAFE_CONTACT
from zhiye.people.codes import HEAD, computed_categories, inverse, relation_name
from zhiye.people.queries.sheets import PersonSheet, Which, addresses, sheets
from zhiye.people.roster_words import door_of, values_of
from zhiye.places import kinds
from zhiye.places.addresses import Address, write_address
from zhiye.places.models import Place

Above = dict[str, Place]
RELATION_TO = "person.relation_to"
_FROM_RECORD: tuple[str, ...] = (
    "name",
    "sex",
    "phone",
    "id_number",
    "estate",
    "building",
    "unit",
    "floor",
    "room",
    "relation",
    "categories",
    "tenure",
    "residence",
    "note",
)


def which(asked: Asked) -> Which:
    """As the register is asked."""
    wanted = asked.wanted
    paths = Place.objects.filter(pk__in=wanted.buildings, path__startswith=asked.committee.path)
    people = tuple(one for text in wanted.people if (one := read_id(text)))
    standing = "" if wanted.standing == EVERYBODY else wanted.standing
    first, last = conditions.span_of(wanted.conditions)
    return Which(
        conditions.categories_of(wanted.conditions),
        standing,
        tuple(paths.values_list("path", flat=True)),
        people,
        conditions.sexes_of(wanted.conditions),
        first,
        last,
    )


def people_rows(asked: Asked) -> list[Row]:
    """One row a person, in door order."""
    found = sheets(asked.actor, asked.committee, which(asked), asked.covered, with_members=asked.members)
    return rows_of_sheets(asked, found)


def home_rows(asked: Asked) -> list[Row]:
    """One row a household, its head's, with everybody of it as members."""
    found = sheets(asked.actor, asked.committee, which(asked), asked.covered, with_members=True)
    told: dict[UUID, PersonSheet] = {}
    for sheet in found:
        key = sheet.household or sheet.person.pk
        if key not in told:
            head = next((one for one in sheet.members if one.record.relation == HEAD), None)
            first = head or (sheet.members or [sheet])[0]
            first.members = sheet.members or [sheet]
            told[key] = first
    rows = rows_of_sheets(asked, list(told.values()))
    for row, key in zip(rows, told, strict=True):
        row.key = str(key)
    return rows


def rows_of_sheets(asked: Asked, found: list[PersonSheet]) -> list[Row]:
    """Rows of people already read; members become rows too where a sheet has a list."""
    everybody = {one.person.pk: one for sheet in found for one in (sheet, *sheet.members)}
    above = _above(asked, everybody.values())
    rows = [_row(asked, sheet, above) for sheet in found]
    if asked.members:
        for row, sheet in zip(rows, found, strict=True):
            row.members = [_row(asked, one, above) for one in sheet.members]
            if RELATION_TO in asked.codes:
                _relate(sheet, row.members)
            row.people += [one for member in row.members for one in member.people if one not in row.people]
    return rows


def _relate(sheet: PersonSheet, members: list[Row]) -> None:
    """Say what each member is to the sheet's person. The register knows relations to the head alone: of a head all
    are known, of another person what the head is; the rest stays open."""
    mine = sheet.record.relation
    for row, one in zip(members, sheet.members, strict=True):
        theirs = one.record.relation
        if one.person.pk == sheet.person.pk:
            row.values[RELATION_TO] = "本人"
        elif mine == HEAD and theirs:
            row.values[RELATION_TO] = relation_name(theirs)
        elif mine and theirs == HEAD:
            row.values[RELATION_TO] = relation_name(inverse(mine, one.record.sex))


def _above(asked: Asked, found: Iterable[PersonSheet]) -> dict[str, Above]:
    if "person.registered_home" not in asked.codes:
        return {}
    return addresses(asked.actor, {sheet.registered for sheet in found if sheet.registered})


def _row(asked: Asked, sheet: PersonSheet, above: dict[str, Above]) -> Row:
    record = sheet.record
    codes = [code.partition(".")[2] for code in asked.codes if code.startswith("person.")]
    told = values_of(record)
    values = {name: told[name] for name in _FROM_RECORD if name in codes and told[name] != ""}
    values |= picked(_FUNCTIONS, codes, sheet, asked.today)
    if sheet.registered in above and "registered_home" in codes:
        values["registered_home"] = written(above[sheet.registered])
    made = {f"person.{name}": value for name, value in values.items()} | _categories(asked, sheet)
    where = door_of(record.home) if record.home else ""
    opened = [(sheet.person.pk, sheet.person.path)] if asked.covered else []
    return Row(str(sheet.person.pk), record.name, where, made, people=opened)


def _categories(asked: Asked, sheet: PersonSheet) -> dict[str, Any]:
    codes = [code for code in asked.codes if code.startswith(f"{CATEGORY}.")]
    if not codes:
        return {}
    age = age_on(sheet.record.birth, asked.today) if sheet.record.birth else None
    mine = {*sheet.record.categories, *computed_categories(age)}
    return {code: YES for code in codes if code.partition(".")[2] in mine}


def written(above: Above) -> str:
    """梧桐花园3号楼2单元401室, from what stands above a home."""
    code = {kind: place.code for kind, place in above.items()}
    estate = above[kinds.ESTATE].name if kinds.ESTATE in above else ""
    return write_address(
        Address(estate, code.get(kinds.BUILDING, ""), code.get(kinds.UNIT, ""), code.get(kinds.HOME, "")),
        "long",
    )


def _home(sheet: PersonSheet, day: date) -> str:
    home = sheet.record.home
    return write_address(Address(home.estate, home.building, home.unit, home.room), "long") if home else ""


def _birth(sheet: PersonSheet, day: date) -> Any:
    """A day where it is known to the day; else as much as is known."""
    record = sheet.record
    return record.birth if record.birth_precision == "day" else values_of(record)["birth"]


def _birth_month(sheet: PersonSheet, day: date) -> Any:
    """A day where the month is known: a form that asks for 出生年月 writes it in its own way."""
    record = sheet.record
    return record.birth if record.birth_precision in ("day", "month") else values_of(record)["birth"]


def _age(sheet: PersonSheet, day: date) -> Any:
    return age_on(sheet.record.birth, day) if sheet.record.birth else None


def _size(sheet: PersonSheet, day: date) -> Any:
    living = [one for one in sheet.members if one.record.lives_here is not False]
    return len(living) or None


def _names(sheet: PersonSheet, day: date) -> str:
    others = [one for one in sheet.members if one.person.pk != sheet.person.pk]
    told = []
    for one in others:
        relation = values_of(one.record)["relation"]
        told.append(f"{one.record.name}（{relation}）" if relation else one.record.name)
    return "、".join(told)


_FUNCTIONS: dict[str, Callable[[PersonSheet, date], Any]] = {
    "called": lambda sheet, day: sheet.person.called,
    "other_names": lambda sheet, day: sheet.person.other_names,
    "birth": _birth,
    "birth_month": _birth_month,
    "birth_year": lambda sheet, day: f"{sheet.record.birth:%Y}" if sheet.record.birth else "",
    "age": _age,
    "id_kind": lambda sheet, day: "居民身份证" if sheet.record.id_number else "",
    "home": _home,
    "door": lambda sheet, day: door_of(sheet.record.home) if sheet.record.home else "",
    "head": lambda sheet, day: sheet.record.household,
    "household_size": _size,
    "household_names": _names,
    "area": lambda sheet, day: float(sheet.area) if sheet.area else None,
    "wishes": lambda sheet, day: "；".join(sheet.wishes),
    "safe_contact": lambda sheet, day: SAFE_CONTACT.get(sheet.person.safe_contact, ""),
    "other_whose": lambda sheet, day: "、".join(whose for whose, _number in sheet.others),
    "other_phone": lambda sheet, day: "、".join(number for _whose, number in sheet.others if number),
}
CODES = {f"person.{name}" for name in (*_FROM_RECORD, *_FUNCTIONS, "registered_home", "relation_to")}
NEEDS_MEMBERS = {"person.household_size", "person.household_names"}
