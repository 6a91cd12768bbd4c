"""Changing people whom a sheet knows better: each change is traced, so that the import can be undone."""

from typing import Any

from zhiye.audit import log
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.people import fields
from zhiye.people.codes import CATEGORIES
from zhiye.people.commands.keeping import follow_path, refresh_standing
from zhiye.people.enrol.columns import Writer
from zhiye.people.enrol.planning import Decision
from zhiye.people.models import Person, Residence

_LIVING = ("relation", "tenure", "lives_here", "registered_here")


def apply_changes(by: Actor, decisions: list[Decision], writer: Writer) -> None:
    """Write the changes of each decision; rows that are new go through ``writer``."""
    people = Person.objects.select_for_update().in_bulk([decision.person for decision in decisions])
    touched: list[Person] = []
    for decision in decisions:
        person = people[decision.person]
        told = _change_person(person, decision)
        told |= _change_living(person, decision, writer)
        told |= _add_around(person, decision, writer)
        person.version += 1
        person.save()
        touched.append(person)
        log.write(by, "people.enrol", person, person.path, told, writer.source)
    writer.flush()
    for person in touched:
        refresh_standing(person)
        person.save(update_fields=["standing"])


def _change_person(person: Person, decision: Decision) -> dict[str, tuple[Any, Any]]:
    record = decision.record
    told: dict[str, tuple[Any, Any]] = {}
    if "sex" in decision.changes:
        told["sex"] = (person.sex, record.sex)
        person.sex = record.sex
    if "birth" in decision.changes:
        told["birth"] = (person.birth, record.birth)
        told["birth_precision"] = (person.birth_precision, record.birth_precision)
        person.birth, person.birth_precision = record.birth, record.birth_precision
    if "id_number" in decision.changes:
        fields.set_value(person, "id_number", record.id_number)
        told["id_number"] = ("", log.SECRET)
    if "note" in decision.changes:
        told["note"] = (person.note, f"{person.note}\n{record.note}".strip())
        person.note = told["note"][1]
    return told


def _change_living(person: Person, decision: Decision, writer: Writer) -> dict[str, tuple[Any, Any]]:
    record = decision.record
    told: dict[str, tuple[Any, Any]] = {}
    spot = writer.spot(record)
    if spot is None:
        return told
    if "home" in decision.changes:
        ended = list(Residence.objects.filter(person=person, until=None, home=person.home_id))
        for residence in ended:
            residence.until = max(clock.today(), residence.since or clock.today())
            residence.save(update_fields=["until"])
        told["ended"] = ([str(residence.pk) for residence in ended], None)
        told["home"] = (person.home_id and str(person.home_id), str(spot.id))
        person.home_id = spot.id
        follow_path(person, spot.path)
        writer.add_residence(person.pk, spot, record)
    living = {name: getattr(record, name) for name in _LIVING if name in decision.changes}
    if living and "home" not in decision.changes:
        residence = Residence.objects.get(person=person, home=spot.id, until=None)
        if living.get("relation") == "02" and residence.household_id in writer.headed:
            del living["relation"]
        told |= {f"living.{name}": (getattr(residence, name), value) for name, value in living.items()}
        Residence.objects.filter(pk=residence.pk).update(**living)
    return told


def _told_code(code: str) -> str:
    """As the trail keeps it: what only the secretary sees is not named there."""
    return code if CATEGORIES[code].ring == "team" else log.SECRET


def _add_around(person: Person, decision: Decision, writer: Writer) -> dict[str, tuple[Any, Any]]:
    told: dict[str, tuple[Any, Any]] = {}
    spot = writer.spot(decision.record)
    if "phone" in decision.changes:
        tails = [writer.add_phone(person.pk, number) for number in decision.changes["phone"][1]]
        told["phone"] = (None, "、".join(f"****{tail}" for tail in tails))
    if "categories" in decision.changes:
        codes = decision.changes["categories"][1]
        writer.add_categories(person.pk, person.path, codes)
        told["category"] = (None, "、".join(map(_told_code, codes)))
    if "owns" in decision.changes and spot:
        writer.add_ownership(person.pk, spot, decision.record)
        told["owns"] = (None, spot.door)
    return told
