"""Reading the register of proofs. Every query starts with the actor; "not yours" and "not there" are one answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from zhiye.cases.leave import committees_of
from zhiye.certificates.models import BOOK_ISSUED, Certificate, SealUse, Step
from zhiye.certificates.numbering import SHORT
from zhiye.certificates.permissions import APPROVE, SEAL, VIEW, WRITE
from zhiye.certificates.workflow import (
    APPROVED,
    ASKED,
    DRAFTING,
    DROPPED,
    ISSUED,
    MOVES,
    OPEN,
    REFUSED,
    VOID,
    WAITING,
)
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.paths import within
from zhiye.people.models import Person
from zhiye.people.queries import search
from zhiye.places import kinds
from zhiye.places.models import Place

PAGE = 50
PEOPLE = 20  # shown to choose from
EXPORTED = 5000  # rows of one workbook
# The figures of the register: what each counts, as a condition on its rows. Every row belongs to exactly one.
FIGURES: dict[str, Q] = {
    "issued": Q(state=ISSUED),
    "refused": Q(state=REFUSED),
    "void": Q(state=VOID),
    "open": Q(state__in=OPEN),
}


@dataclass(frozen=True)
class BookFilter:
    """Which rows of the register: a year, one of ``FIGURES`` ("" is all but what was dropped), one kind."""

    year: int
    shown: str = ""
    kind: str = ""


@dataclass(frozen=True)
class BookPage:
    """One page of the register, newest first, how many rows each figure has, whether there are more."""

    rows: list[Certificate]
    count: int
    figures: dict[str, int] = field(default_factory=dict)
    kinds: list[tuple[str, str, int]] = field(default_factory=list)  # code or name, name, how many
    page: int = 1
    more: bool = False


def certificate(actor: Actor, id_: UUID | str) -> Certificate:
    """One proof with its committee, person and writers. Raises NotFound."""
    found = _seen(actor).filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def steps_of(actor: Actor, certificate: Certificate) -> list[Step]:
    """Its story, in order; the caller has been given the proof."""
    return list(Step.objects.filter(certificate=certificate).select_related("by").order_by("id"))


def seal_uses(actor: Actor, certificate: Certificate) -> list[SealUse]:
    """Each use of the seal on it, in order; the caller has been given the proof."""
    return list(SealUse.objects.filter(certificate=certificate).select_related("by").order_by("id"))


def may_move(actor: Actor, certificate: Certificate) -> dict[str, bool]:
    """The moves that the table has from here and the actor may make."""
    path = certificate.committee.path
    return {to: True for to, needed in MOVES[certificate.state].items() if actor.may(needed, path)}


def waiting_for(actor: Actor, most: int) -> tuple[list[Certificate], int]:
    """What the actor could do next: decide, approve, seal, write anew; oldest first, and how many in all."""
    wanted = Q(pk__in=[])
    for permission, states in ((APPROVE, (ASKED, WAITING)), (SEAL, (APPROVED,)), (WRITE, (DRAFTING,))):
        wanted |= within("committee__path", actor.scope(permission)) & Q(state__in=states)
    rows = _seen(actor).filter(wanted).order_by("asked_on", "id")
    found = list(rows[:most])
    return found, len(found) if len(found) < most else rows.count()


def by_number(actor: Actor, text: str) -> list[Certificate]:
    """Proofs of a number (2026-0012, 12) or a check code (7QF3-K9ZM), as somebody reads it out on the telephone."""
    plain = text.strip().upper().replace("-", "").replace(" ", "")
    wanted = Q(number=text.strip())
    if text.strip().isdecimal() and text.strip().isascii():
        wanted |= Q(number__endswith=f"-{text.strip():0>4}"[-5:])
    if len(plain) == SHORT and plain.isalnum():
        wanted |= Q(token__startswith=plain)
    rows = _seen(actor).filter(wanted).exclude(number="")
    return list(rows.order_by("-numbered_on", "-id")[:20])


def book_page(actor: Actor, wanted: BookFilter, page: int = 1, size: int = PAGE) -> BookPage:
    """A page of the register, by the day on which it was decided (or asked). Four questions."""
    year = _of_year(_of_committees(actor), wanted.year)
    rows = _narrowed(year, wanted)
    figures = year.order_by().aggregate(
        **{name: Count("pk", filter=condition) for name, condition in FIGURES.items()}
    )
    counted = (
        _narrowed(year, BookFilter(wanted.year, wanted.shown))
        .order_by()
        .values_list("name")
        .annotate(n=Count("pk"))
    )
    start = (page - 1) * size
    found = list(rows[start : start + size + 1])
    return BookPage(
        found[:size],
        rows.count(),
        figures,
        sorted(((name, name, n) for name, n in counted), key=lambda row: (-row[2], row[0])),
        page,
        len(found) > size,
    )


def book_rows(actor: Actor, committee: Place, wanted: BookFilter) -> list[Certificate]:
    """All rows of one committee's register, oldest first, for paper and workbook."""
    rows = _narrowed(_of_year(_of_committees(actor), wanted.year).filter(committee=committee), wanted)
    return list(rows.order_by("numbered_on", "asked_on", "id")[:EXPORTED])


def sealed_copies(actor: Actor, certificates: Iterable[Certificate]) -> dict[UUID, int]:
    """How many copies of each were sealed in all; the caller has been given the proofs."""
    uses = SealUse.objects.filter(certificate__in=[one.pk for one in certificates]).order_by()
    return dict(uses.values_list("certificate").annotate(n=Sum("copies")))


def years(actor: Actor) -> list[int]:
    """The years that the register has something of, newest first."""
    rows = _of_committees(actor).order_by()
    found = {day.year for name in ("asked_on", "numbered_on") for day in rows.dates(name, "year")}
    return sorted(found, reverse=True)


def committees(actor: Actor, permission: str = VIEW) -> list[Place]:
    """The committees whose register the actor may read (or write)."""
    return committees_of(actor, permission)


def people_meant(actor: Actor, text: str) -> list[Person]:
    """People whom a name, a form of address or a door may mean, those for whom the actor may write a proof."""
    found: dict[UUID, Person] = {}
    for hit in search(actor, text, PEOPLE) if text.strip() else []:
        if hit.person:
            found.setdefault(hit.person.pk, hit.person)
        elif hit.place and hit.place.kind == kinds.HOME:
            at_home = Person.objects.filter(home=hit.place, is_current=True).select_related("home")
            found |= {one.pk: one for one in at_home.order_by("id")[:PEOPLE]}
    return [one for one in found.values() if actor.may(WRITE, one.path)][:PEOPLE]


def of_person(actor: Actor, person: Person) -> list[Certificate]:
    """Proofs for somebody, newest first."""
    return list(_seen(actor).filter(person=person).order_by("-asked_on", "-id")[:60])


def checked(actor: Actor, token: str) -> Certificate:
    """What anybody may learn who holds the paper: the proof of a whole token. Raises NotFound."""
    found = None
    if token and len(token) == 26:
        rows = Certificate.objects.filter(book=BOOK_ISSUED, token=token.upper())
        found = rows.select_related("committee").first()
    if found is None:
        raise NotFound
    return found


def _seen(actor: Actor) -> QuerySet[Certificate]:
    rows = Certificate.objects.filter(within("committee__path", actor.scope(VIEW)))
    return rows.select_related(
        "committee", "person", "person__home", "prepared_by", "approved_by", "replaces"
    )


def _of_committees(actor: Actor) -> QuerySet[Certificate]:
    """The same by the keys of the committees: the indexes begin with them."""
    return _seen(actor).filter(committee__in=[place.pk for place in committees_of(actor, VIEW)])


def _of_year(rows: QuerySet[Certificate], year: int) -> QuerySet[Certificate]:
    days = (date(year, 1, 1), date(year, 12, 31))
    decided = Q(numbered_on__range=days) | Q(numbered_on=None, asked_on__range=days)
    return rows.filter(decided).exclude(state=DROPPED)


def _narrowed(rows: QuerySet[Certificate], wanted: BookFilter) -> QuerySet[Certificate]:
    if wanted.shown in FIGURES:
        rows = rows.filter(FIGURES[wanted.shown])
    return rows.filter(name=wanted.kind) if wanted.kind else rows
