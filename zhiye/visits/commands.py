"""Writing contacts: one is noted in a few taps, and taken back as easily."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases import commands as cases
from zhiye.cases.commands.keeping import line, told
from zhiye.cases.leave import home_path, known_ring, require_about, require_row, writer_account
from zhiye.cases.models import KEPT, Case, Promise
from zhiye.journal.sources import undo_sources
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.people.models import Person
from zhiye.places.models import Place
from zhiye.visits.kinds import KINDS
from zhiye.visits.models import OUTCOMES, Contact, Met
from zhiye.visits.permissions import EDIT


@command("visits.log", gettext_lazy("记了一次走访或联系"))
def log_contact(
    by: Actor,
    *,
    kind: str,
    outcome: str,
    on: date | None = None,
    people: Iterable[Person] = (),
    place: Place | None = None,
    note: str = "",
    ring: str = "team",
    case: Case | None = None,
    settles: Promise | None = None,
    writer: User | None = None,
) -> Contact:
    """One contact of ``kind`` with ``people`` at ``place`` (today when no day is told), and how it came out.

    ``settles`` is a promise that was kept by it. A program names the ``writer``. Raises Refused: unknown kind,
    outcome or ring, a day still to come.
    """
    met = list({person.pk: person for person in people}.values())
    require_about(by, EDIT, place, tuple(met))
    known_ring(ring)
    _known(kind, outcome)
    day = on or clock.today()
    if day > clock.today():
        raise Refused(_("这一天还没到，写今天或以前的日子。"), "on")
    if case is not None:
        cases.hold_case(by, case)
    narrow = [row for row in (case, settles) if row is not None and row.ring == "secretary"]
    ring = "secretary" if narrow else ring
    contact = Contact.objects.create(
        path=home_path(by, EDIT, *(one.path for one in (place, *met[:1], case) if one)),
        kind=kind,
        outcome=outcome,
        on=day,
        place=place,
        note=line(note, 400, "note"),
        ring=ring,
        by=writer_account(by, writer, "writer"),
        case=case,
        settled=settles,
    )
    Met.objects.bulk_create(Met(person=person, **Met.at(contact)) for person in met)
    if settles is not None:
        cases.keep_promise(by, promise=settles)
    changes = {"outcome": (None, outcome), "note": (None, told(ring, contact.note))}
    log.write(by, "visits.log", contact, contact.path, changes)
    return contact


@command("visits.join_person", gettext_lazy("写上了见到的人"))
def join_person(by: Actor, *, contact: Contact, person: Person) -> Met:
    """``person`` was there too: known later than the contact itself."""
    _hold_own(by, contact)
    require_about(by, EDIT, None, (person,))
    met, _made = Met.objects.get_or_create(contact=contact, person=person, defaults=Met.at(contact))
    log.write(by, "visits.join_person", contact, contact.path, {"person": (None, person.pk)})
    return met


@command("visits.take_back", gettext_lazy("撤销了一次走访或联系"))
def take_back_contact(by: Actor, *, contact: Contact) -> Contact:
    """It was noted by mistake; a promise that it kept is open again."""
    _hold_own(by, contact)
    contact.undone_at = clock.now()
    contact.save(update_fields=["undone_at"])
    Met.objects.filter(contact=contact).update(visited=False)
    if contact.settled and contact.settled.state == KEPT:
        cases.reopen_promise(by, promise=contact.settled)
    undo_sources([contact.pk])
    log.write(by, "visits.take_back", contact, contact.path, {"outcome": (contact.outcome, None)})
    return contact


def _known(kind: str, outcome: str) -> None:
    if kind not in KINDS:
        raise Refused(_("从列出的几项里选一个。"), "kind")
    if outcome not in dict(OUTCOMES):
        raise Refused(_("选一个：见到了、没在家，还是别的。"), "outcome")


def _hold_own(by: Actor, contact: Contact) -> None:
    hold(contact)
    require_row(by, EDIT, ring=contact.ring, path=contact.path, writers=(contact.by_id,))
    if contact.undone_at:
        raise NotFound
