"""Which matters and promises an actor sees: the ring rule of the journal, for who wrote and who has them in hand."""

from typing import Any

from django.db.models import Q

from zhiye.cases.leave import sees
from zhiye.cases.models import Case, Party, Promise
from zhiye.cases.permissions import VIEW
from zhiye.journal import rings
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import within
from zhiye.people.models import Person
from zhiye.places.models import Place


def cases_seen(actor: Actor, prefix: str = "") -> Q:
    """Condition on matters: those the actor may see, withdrawn ones left out. ``prefix`` reaches them over a key
    ("case__")."""
    stands = Q(**{f"{prefix}withdrawn_at": None})
    return stands & rings.visible(actor, VIEW, writer=("opened_by", "owner"), prefix=prefix)


def promises_seen(actor: Actor) -> Q:
    """Condition on promises: the same."""
    return Q(withdrawn_at=None) & rings.visible(actor, VIEW, writer=("by", "owner", "case__owner"))


def sees_case(actor: Actor, case: Case) -> bool:
    """The same for a matter in hand."""
    writers = (case.opened_by_id, case.owner_id)
    return case.withdrawn_at is None and sees(actor, VIEW, ring=case.ring, path=case.path, writers=writers)


def cases_about(actor: Actor, subject: Person | Place) -> Q:
    """Condition: matters a person is party to; matters at or below a place."""
    if isinstance(subject, Person):
        return Q(pk__in=Party.objects.filter(person=subject).values("case_id"))
    return within("path", [subject.path])


def promises_about(actor: Actor, subject: Person | Place) -> Q:
    """Condition: promises to or about a person; at or below a place."""
    return Q(person=subject) if isinstance(subject, Person) else within("path", [subject.path])


def shown_case(actor: Actor, promise: Promise) -> Any:
    """The matter that a promise belongs to, if it stands and the actor may see it."""
    case = promise.case
    return case if case is not None and sees_case(actor, case) else None
