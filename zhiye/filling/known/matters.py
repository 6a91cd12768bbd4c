"""Rows of matters of a period: what came, how it went, what the residents said. Those for few eyes stay out."""

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhiye.cases.codes import at_or_below, words_of
from zhiye.cases.models import Case, Party, Reply
from zhiye.cases.permissions import VIEW
from zhiye.figures.periods import read_period
from zhiye.filling import conditions
from zhiye.filling.known.people import rows_of_sheets
from zhiye.filling.known.row import Asked, Row, in_parts, picked
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import narrow, within
from zhiye.people.queries.sheets import Which, may_see_people, sheets
from zhiye.places.models import Place

SECRET = "people.secret"


def team_or_secret(actor: Actor) -> Q:
    """Rows of matters and contacts that may go onto a form: the team's, or those of the secretary's ring to whom
    sees all of that ring. What somebody sees only as its writer goes onto no form."""
    return Q(ring="team") | (Q(ring="secretary") & within("path", actor.scope(SECRET)))


def below(asked: Asked, permission: str) -> Q:
    """Within reach of the actor in this committee, and in the chosen buildings."""
    scope = narrow(asked.actor.scope(permission), asked.committee.path)
    inside = within("path", scope)
    if asked.wanted.buildings:
        chosen = Place.objects.filter(pk__in=asked.wanted.buildings).values_list("path", flat=True)
        inside &= within("path", list(chosen))
    return inside


def matter_rows(asked: Asked) -> list[Row]:
    """One row a matter received in the period, oldest first."""
    cases = list(_cases(asked).select_related("place", "owner").order_by("opened_on", "number"))
    people = first_people(asked, Party, "case", [case.pk for case in cases])
    answers = _answers([case.pk for case in cases]) if "matter.answer" in asked.codes else {}
    return [_row(asked, case, people.get(case.pk), answers.get(case.pk)) for case in cases]


def _cases(asked: Asked) -> QuerySet[Case]:
    period = read_period(asked.wanted.period)
    if period is None:
        return Case.objects.none()
    mine = below(asked, VIEW) & team_or_secret(asked.actor)
    return Case.objects.filter(
        mine,
        of_kinds(asked.wanted.conditions),
        opened_on__gte=period.first,
        opened_on__lte=period.last,
        withdrawn_at=None,
    ).exclude(state="merged")


def of_kinds(codes: Sequence[str]) -> Q:
    """Matters of one of the kinds, one of the natures and one of the sources that are asked for."""
    found = Q()
    kinds = [at_or_below(code) for code in conditions.of_sort(conditions.KIND, codes)]
    if kinds:
        found &= reduce(or_, kinds)
    if natures := conditions.of_sort(conditions.NATURE, codes):
        found &= Q(nature__in=natures)
    if sources := conditions.of_sort(conditions.SOURCE, codes):
        found &= Q(source__in=sources)
    return found


def first_people(asked: Asked, through: Any, key: str, ids: list[UUID]) -> dict[UUID, Row]:
    """Whom each matter or contact is about first, as a row of the register; nobody whom the actor may not see."""
    first: dict[UUID, UUID] = {}
    for some in in_parts(ids):
        rows = through.objects.filter(**{f"{key}__in": some}).order_by("id")
        for about, person in rows.values_list(f"{key}_id", "person_id"):
            first.setdefault(about, person)
    wanted = list(dict.fromkeys(first.values()))
    found: dict[UUID, Row] = {}
    if may_see_people(asked.actor, asked.committee):
        for some in in_parts(wanted):
            read = (
                sheets(asked.actor, asked.committee, Which(people=tuple(some)), asked.covered) if some else []
            )
            found |= {one.person.pk: row for one, row in zip(read, rows_of_sheets(asked, read), strict=True)}
    return {about: found[person] for about, person in first.items() if person in found}


def joined(about: Row | None, values: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[UUID, str]]]:
    """A row's values with those of whom it is about; and whose covered values these are."""
    return ({**about.values, **values}, about.people) if about else (values, [])


def _answers(ids: list[UUID]) -> dict[UUID, str]:
    told: dict[UUID, str] = {}
    for some in in_parts(ids):
        rows = Reply.objects.filter(case__in=some, undone_at=None).exclude(solved="").order_by("id")
        for reply in rows:
            said = [reply.get_solved_display(), reply.get_satisfied_display() if reply.satisfied else ""]
            told[reply.case_id] = "，".join(str(word) for word in (*said, reply.words) if word)
    return told


def _row(asked: Asked, case: Case, about: Row | None, answer: str | None) -> Row:
    names = [code.partition(".")[2] for code in asked.codes if code.startswith("matter.")]
    told = {f"matter.{name}": value for name, value in picked(_FUNCTIONS, names, case).items()}
    if answer:
        told["matter.answer"] = answer
    values, people = joined(about, told)
    return Row(str(case.pk), f"{case.number} {case.title}", _door(case), values, people=people)


def _door(case: Case) -> str:
    return (case.place.door or case.place.name) if case.place else ""


_FUNCTIONS: dict[str, Callable[[Case], Any]] = {
    "number": lambda case: case.number,
    "title": lambda case: case.title,
    "kind": lambda case: words_of(case.code),
    "source": lambda case: str(case.get_source_display()),
    "nature": lambda case: str(case.get_nature_display()),
    "state": lambda case: str(case.get_state_display()),
    "opened_on": lambda case: case.opened_on,
    "due_on": lambda case: timezone.localtime(case.due_at).date() if case.due_at else None,
    "closed_on": lambda case: case.closed_on,
    "outcome": lambda case: case.outcome,
    "place": _door,
    "owner": lambda case: case.owner.name,
}
CODES = {f"matter.{name}" for name in (*_FUNCTIONS, "answer")}
