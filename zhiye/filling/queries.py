"""Reading forms and fillings. Every query starts with the actor; "not yours" and "not there" are one answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from zhiye.filling import leave, limits, reading, work
from zhiye.filling import wanted as asked_for
from zhiye.filling.choosing import is_same_title, told_by
from zhiye.filling.contents import Contents, unseal
from zhiye.filling.documents.form import Form as ReadForm
from zhiye.filling.models import DONE, MAKING, Filling, Form, Mapping
from zhiye.filling.permissions import USE
from zhiye.filling.plan import Answer
from zhiye.filling.preparing import sight_of
from zhiye.filling.sealed import copy_of, file_of
from zhiye.filling.wanted import Wanted
from zhiye.journal.rings import writer_of
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.people.models import Person
from zhiye.people.queries import search
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.queries import below, committees

FORMS, LATELY, FOUND = 60, 12, 12


def my_committees(actor: Actor) -> list[Place]:
    """The committees whose forms the actor fills."""
    return [place for place in committees(actor, USE) if leave.may_use(actor, place)]


def committee(actor: Actor, id_: UUID | str) -> Place:
    """One of them. Raises NotFound."""
    found = next((place for place in my_committees(actor) if str(place.pk) == str(id_)), None)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A form in the list: when it was filled last (by anybody), for how many."""

    form: Form
    last: Filling | None


def forms(actor: Actor) -> list[KnownForm]:
    """The forms of the actor's committees, those used last first."""
    mine = Form.objects.filter(committee__in=my_committees(actor), retired_at=None)
    found = list(mine.defer("sealed").select_related("committee", "brought_by")[:FORMS])
    last: dict[UUID, Filling] = {}
    for one in _fillings().filter(form__in=found, state=DONE).order_by("made_at", "id"):
        last[one.form_id] = one
    listed = [KnownForm(one, last.get(one.pk)) for one in found]
    return sorted(listed, key=lambda one: one.last.made_at if one.last else one.form.brought_at, reverse=True)


def form(actor: Actor, id_: UUID | str) -> Form:
    """A form that is still used. Raises NotFound."""
    found = Form.objects.filter(pk=read_id(id_) or NIL, retired_at=None).select_related("committee").first()
    if found is None or not leave.may_use(actor, found.committee):
        raise NotFound
    return found


def may_take(actor: Actor, form: Form) -> bool:
    """Whether the actor may fill the copy in hand."""
    return leave.may_take(actor, form)


def read_form(actor: Actor, form: Form) -> ReadForm:
    """What a form asks that the actor may fill. Raises NotFound, Refused."""
    if not leave.may_take(actor, form):
        raise NotFound
    return reading.reading_of(form)


def copy_in_hand(actor: Actor, form: Form) -> bytes:
    """The file of a form that the actor may fill, nothing written into it. Raises NotFound."""
    if not leave.may_take(actor, form):
        raise NotFound
    return copy_of(form)


def remembered(actor: Actor, form: Form, what: str) -> dict[str, Answer]:
    """How its blanks are understood, by their keys; the caller has been given the form."""
    rows = Mapping.objects.filter(form=form, what=what)
    return {row.slot: Answer(row.how, row.code, row.text) for row in rows}


def last_wanted(actor: Actor, form: Form, read: ReadForm) -> Wanted | None:
    """For whom the actor filled it the last time, or somebody who sees as much: a form with this title."""
    found = next(_same_title(_mine(actor, form), form, read), None)
    return asked_for.read(found.wanted) if found else None


def last_purpose(actor: Actor, form: Form, read: ReadForm) -> str:
    """What it was for the last time."""
    found = _same_title(_fillings().filter(form=form, state=DONE).exclude(purpose=""), form, read)
    return next((one.purpose for one in found), "")


def _mine(actor: Actor, form: Form) -> QuerySet[Filling]:
    """The actor's own fillings of a form; of somebody who has none those of colleagues who see as much."""
    done = _fillings().filter(form=form, state=DONE)
    own = writer_of(actor)
    mine = done.filter(made_by=own) if own else done.none()
    return mine if mine.exists() else done.filter(sight=sight_of(actor, form))


def _same_title(rows: QuerySet[Filling], form: Form, read: ReadForm) -> Iterator[Filling]:
    """Those of ``rows`` whose title said what this one says: many lists have the same columns."""
    for one in rows[:LATELY]:
        what = asked_for.read(one.wanted).what
        if is_same_title(one.wanted, told_by(read, what, [form.committee.name])):
            yield one


def filled_lately(actor: Actor, form: Form) -> list[Filling]:
    """Who filled the form lately; of others no more than when and for how many."""
    return list(_fillings().filter(form=form).select_related("made_by")[:LATELY])


def filling(actor: Actor, id_: UUID | str) -> Filling:
    """A filling of the actor's own: it holds what they may see. Raises NotFound."""
    found = (
        Filling.objects.filter(pk=read_id(id_) or NIL).select_related("form__committee", "made_by").first()
    )
    own = writer_of(actor)
    if (
        found is None
        or not leave.may_use(actor, found.form.committee)
        or found.made_by_id != own
        or own is None
    ):
        raise NotFound
    return found


def was_interrupted(actor: Actor, filling: Filling) -> bool:
    """Whether its file is said to be made while nobody makes it: the process was killed."""
    if filling.state != MAKING or work.is_worked_on(filling):
        return False
    filling.refresh_from_db(fields=["state"])
    young = (clock.now() - filling.made_at).total_seconds() < limits.GRACE
    return filling.state == MAKING and not young


def contents_of(actor: Actor, filling: Filling) -> Contents | None:
    """What was written; None when a later one has taken its place. The caller has been given the filling."""
    return unseal(filling)


def filled_file(actor: Actor, filling: Filling) -> bytes:
    """The filled file. Raises NotFound when it is gone."""
    found = file_of(filling)
    if not found:
        raise NotFound
    return found


def stale(actor: Actor) -> bool:
    """Whether some filled file has been here long enough."""
    return Filling.objects.filter(cleared_at=None, made_at__lt=clock.now() - limits.KEPT).exists()


def buildings(actor: Actor, committee: Place) -> list[Place]:
    """The buildings to choose from, as far as the actor serves them."""
    return list(below(actor, committee, kinds.BUILDING, USE))


def people_found(actor: Actor, committee: Place, text: str) -> list[Person]:
    """People of the committee whom a name, a form of address or a door finds, a few."""
    hits = search(actor, text) if text.strip() else []
    mine = [hit.person for hit in hits if hit.person and hit.person.path.startswith(committee.path)]
    homes = [hit.place.path for hit in hits if hit.place and hit.place.path.startswith(committee.path)]
    if homes and not mine:
        mine = _living_at(actor, homes[0])
    return [one for one in mine if actor.may("people.view", one.path)][:FOUND]


def people_named(actor: Actor, committee: Place, ids: tuple[str, ...]) -> list[Person]:
    """Those chosen already, in their order; who may not be seen is left out."""
    rows = Person.objects.filter(pk__in=ids, path__startswith=committee.path, is_current=True)
    by_id = {str(one.pk): one for one in rows.select_related("home") if actor.may("people.view", one.path)}
    return [by_id[id_] for id_ in ids if id_ in by_id]


def _living_at(actor: Actor, path: str) -> list[Person]:
    rows = Person.objects.filter(path__startswith=path, is_current=True).select_related("home")
    return list(rows.order_by("path", "id")[:FOUND])


def _fillings() -> QuerySet[Filling]:
    return Filling.objects.defer("sealed", "filled").order_by("-made_at", "-id")
