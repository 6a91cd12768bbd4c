"""Promises: one, those that fall due, those of a person, a place, a matter."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from zhiye.accounts.models import User
from zhiye.accounts.queries import colleagues_at
from zhiye.cases.leave import committee_at, sees
from zhiye.cases.models import Promise
from zhiye.cases.permissions import EDIT
from zhiye.cases.queries.seen import promises_about, promises_seen
from zhiye.journal import rings
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.people.models import Person
from zhiye.places.models import Place

FEW = 20  # shown on the page of a person or a home
LEFT_TO_OTHERS = timedelta(days=3)  # so long a promise stays with who made it; then all colleagues see it


def promise(actor: Actor, id_: UUID | str) -> Promise:
    """The promise with its matter, person and place. Raises NotFound."""
    found = _promises(actor).filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def may_settle(actor: Actor, promise: Promise) -> bool:
    """Whether the actor may say what became of it."""
    case = promise.case.owner_id if promise.case else None
    writers = tuple(key for key in (promise.by_id, promise.owner_id, case) if key)
    return sees(actor, EDIT, ring=promise.ring, path=promise.path, writers=writers)


def colleagues_for_promise(actor: Actor, promise: Promise) -> list[User]:
    """Colleagues to whom the promise may be given, by name; who looks after it now is left out."""
    here = colleagues_at(actor, EDIT, committee_at(promise.path))
    return [user for user in here if user.pk != (promise.owner_id or promise.by_id)]


def due_promises(actor: Actor, by: date, most: int) -> tuple[list[Promise], int]:
    """Open promises due by that day, soonest first, at most ``most``; and how many there are in all.

    Those one looks after (given to one, or made and given to nobody), those in matters one has in hand that nobody
    was given, and what colleagues look after once it is three days late.
    """
    mine = rings.writer_of(actor)
    concerns = Q(owner=mine) | Q(owner=None) & (Q(by=mine) | Q(case__owner=mine))
    concerns |= Q(due__lte=by - LEFT_TO_OTHERS)
    rows = _promises(actor).filter(concerns, state="open", due__lte=by)
    found = list(rows.order_by("due", "id")[:most])
    return found, len(found) if len(found) < most else rows.count()


def promises_of(actor: Actor, subject: Person | Place) -> list[Promise]:
    """Open promises to a person, or at or below a place; soonest first, those without a day last."""
    rows = _promises(actor).filter(promises_about(actor, subject), state="open")
    return list(rows.order_by(F("due").asc(nulls_last=True), "id")[:FEW])


def promises_of_cases(actor: Actor, cases: Iterable[UUID]) -> list[Promise]:
    """All promises of some matters: open ones first, soonest first."""
    wanted = list(cases)
    if not wanted:
        return []
    rows = _promises(actor).filter(case__in=wanted)
    return sorted(rows, key=lambda one: (one.state != "open", one.due or date.max, one.pk))


def soonest_of_cases(actor: Actor, cases: Iterable[UUID]) -> dict[UUID, Promise]:
    """Of each of these matters that has one: the open promise due soonest; only its words, its day, its key."""
    rows = Promise.objects.filter(promises_seen(actor), case__in=list(cases), state="open")
    told = rows.only("case_id", "who", "what", "due")
    soonest = sorted(told, key=lambda one: (one.due or date.max, one.pk), reverse=True)
    return {one.case_id: one for one in soonest if one.case_id}


def _promises(actor: Actor) -> QuerySet[Promise]:
    rows = Promise.objects.filter(promises_seen(actor))
    return rows.select_related("case", "person", "person__home", "place", "by", "owner")
