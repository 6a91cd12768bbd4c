"""What a generator or a fuller source knows besides rows of people: kin, shares, evidence, wishes, consents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.kernel import running, sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.bulk import insert_rows
from zhiye.kernel.command import command
from zhiye.kernel.errors import HouseFault
from zhiye.kernel.ids import new_id
from zhiye.kernel.paths import within
from zhiye.people.categories import verify_by
from zhiye.people.codes import CATEGORIES, inverse
from zhiye.people.commands.reach import row_of as row_of_way
from zhiye.people.models import (
    CategoryHolding,
    Consent,
    ContactWay,
    KinTie,
    Ownership,
    Person,
    Wish,
)
from zhiye.places.models import Place


@dataclass
class Furniture:
    """Everything by people's ids; homes by their places' ids. Areas in m²."""

    ties: Sequence[tuple[UUID, UUID, str]] = ()  # person, kin, GB/T 4761
    ownerships: Sequence[
        tuple[UUID, UUID, tuple[int, int], Decimal, str]
    ] = ()  # person, home, share, area, source
    categories: Sequence[tuple[UUID, str, str, str, str, date, date | None]] = ()
    contacts: Sequence[tuple[UUID, str, str]] = ()  # person, whose, number
    wishes: Sequence[tuple[UUID, str, str, date]] = ()
    consents: Sequence[tuple[UUID, str, date, str, date | None]] = ()
    sexes: Mapping[UUID, str] = field(default_factory=dict)  # for the other direction of ties


@command("people.furnish", gettext_lazy("登记亲属、产权、类别等一批资料"))
def furnish(by: Actor, *, committee: Place, given: Furniture, source: str = "") -> int:
    """Write ``given`` for people of ``committee`` who have none of it yet. Answers the number of rows."""
    by.require("people.edit", committee.path, seen_with="people.list")
    run = running.current()
    if run is None:
        raise HouseFault("furnish runs as a command")
    inside = within("path", [committee.path])
    paths = dict(Person.objects.filter(inside).values_list("pk", "path"))
    count = _write_ties(given, source, run.op)
    count += insert_rows(
        Ownership,
        ["id", "person", "home", "share_of", "share_in", "area", "area_source", "source", "origin"],
        (
            (new_id(), p, h, *share, area, kind, source, run.op)
            for p, h, share, area, kind in given.ownerships
        ),
    )
    count += _write_categories(given, paths, run.op)
    count += _write_contacts(given, source, run.op)
    count += insert_rows(
        Wish,
        ["id", "person", "kind", "text", "said_on", "ring"],
        ((new_id(), person, kind, text, day, "team") for person, kind, text, day in given.wishes),
    )
    count += insert_rows(
        Consent,
        ["id", "person", "purpose", "given_on", "how", "by_whom", "withdrawn_on"],
        ((new_id(), person, what, day, how, "", ended) for person, what, day, how, ended in given.consents),
    )
    log.write(by, "people.furnish", committee, committee.path, {"rows": (None, count)}, source)
    return count


def _write_ties(given: Furniture, source: str, op: UUID) -> int:
    both: dict[tuple[UUID, UUID], str] = {}
    for person, kin, relation in given.ties:
        both[(person, kin)] = relation
        both.setdefault((kin, person), inverse(relation, given.sexes.get(person, "0")))
    rows = ((new_id(), person, kin, relation, source, op) for (person, kin), relation in both.items())
    return insert_rows(KinTie, ["id", "person", "other", "relation", "source", "origin"], rows)


def _write_categories(given: Furniture, paths: Mapping[UUID, str], op: UUID) -> int:
    return insert_rows(
        CategoryHolding,
        ["id", "person", "path", "code", "evidence", "issuer", "source", "ring"]
        + ["since", "valid_until", "verified_on", "verify_by", "origin"],
        (
            (new_id(), person, paths[person], code, evidence, issuer, source, CATEGORIES[code].ring)
            + (seen, until, seen, verify_by(CATEGORIES[code], seen, until), op)
            for person, code, evidence, issuer, source, seen, until in given.categories
        ),
    )


def _write_contacts(given: Furniture, source: str, op: UUID) -> int:
    rows = []
    for person, whose, number in given.contacts:
        id_ = new_id()
        sealed, index = sealing.seal(number, row_of_way(id_)), sealing.blind_index(number)
        kind = "mobile" if len(number) == 11 and number.startswith("1") else "landline"
        rows.append((id_, person, kind, sealed, index, number[:3], number[-4:], whose, source, op))
    columns = ["id", "person", "kind", "number", "number_index", "head", "tail", "whose", "source", "origin"]
    return insert_rows(ContactWay, columns, rows)
