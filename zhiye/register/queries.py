"""Reading merges, and two files side by side."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.flows.models import Merge
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.people import showing
from zhiye.people.codes import CATEGORIES
from zhiye.people.models import Person
from zhiye.people.queries import PersonFile, get_person, person_file

MERGE = "people.merge"


@dataclass(frozen=True)
class Pair:
    """One line of the comparison: what each file holds, and whether they differ (a blank differs from nothing)."""

    name: Any
    kept: str
    gone: str
    differs: bool


def mergeable(actor: Actor, id_: UUID) -> Person:
    """A person whose file the actor may join with another. Raises NotFound."""
    return get_person(actor, id_, MERGE)


def merges_into(actor: Actor, person: Person) -> list[Merge]:
    """The merges that stand on this file, newest first."""
    if not actor.may(MERGE, person.path):
        raise NotFound
    return list(Merge.objects.filter(kept=person, undone_at=None).select_related("gone"))


def merge_by_id(actor: Actor, id_: UUID) -> Merge:
    """One merge, undone or not. Raises NotFound."""
    found = Merge.objects.select_related("kept", "gone").filter(pk=id_).first()
    if found is None or not actor.may(MERGE, found.kept.path):
        raise NotFound
    return found


def side_by_side(actor: Actor, kept: Person, gone: Person) -> list[Pair]:
    """Both files line by line, lines that are blank on both sides left out."""
    left, right = _lines(person_file(actor, kept)), _lines(person_file(actor, gone))
    pairs = [_pair(name, left[name], right[name]) for name in left]
    return [pair for pair in pairs if pair.kept or pair.gone]


def _pair(name: str, kept: str, gone: str) -> Pair:
    return Pair(name, kept, gone, bool(kept and gone and kept != gone))


def _lines(file: PersonFile) -> dict[str, str]:
    person = file.person
    told = {str(fact.name): fact.value for fact in showing.facts(person, [])}
    names = ("name", "called", "other_names", "sex", "birth", "note")
    lines = {str(showing.LABELS[name]): told.get(str(showing.LABELS[name]), "") for name in names}
    tail = _("末两位 %(tail)s") % {"tail": person.id_tail} if person.id_tail else ""
    return lines | {
        str(showing.LABELS["id_number"]): tail,
        _("住处"): person.home.door if person.home else "",
        _("电话"): "、".join(sorted(str(way) for way in file.ways)),
        _("类别"): "、".join(sorted(_category(holding.code) for holding in file.holdings)),
    }


def _category(code: str) -> str:
    return CATEGORIES[code].name if code in CATEGORIES else code
