"""Reading reports: who may see which, and what is kept in them.

At the committee: whoever writes or signs sees all of them, whoever counts all of it the signed ones. The street sees
what was shown to it. Nobody else is told that there is one.
"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from zhiye.figures.counting import COUNT
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.paths import within
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.queries import committees
from zhiye.reports.models import KeptFigure, KeptRow, Report
from zhiye.reports.permissions import SIGN, WRITE
from zhiye.reports.states import DRAFT, DROPPED, SIGNED, WITHDRAWN

MOST = 60


def counted_committees(actor: Actor) -> list[Place]:
    """The committees of which the actor counts something, by name: no other order says anything."""
    return sorted(committees(actor, COUNT), key=lambda place: place.name)


def counted_committee(actor: Actor, id_: object = None) -> Place:
    """The one of this id, or the first one. Raises NotFound."""
    found = [
        one
        for one in counted_committees(actor)
        if id_ in (None, "") or one.pk == read_id(str(id_).replace("\0", ""))
    ]
    if not found:
        raise NotFound
    return found[0]


def report(actor: Actor, id_: UUID | str) -> Report:
    """One report. Raises NotFound."""
    found = _seen(actor).filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def reports(actor: Actor, place: Place | None = None) -> list[Report]:
    """The newest ones, of one committee or of all the actor may see; those thrown away are not shown."""
    rows = _seen(actor).exclude(state=DROPPED)
    return list((rows.filter(place=place) if place else rows)[:MOST])


def report_of(actor: Actor, place: Place, period: str) -> Report | None:
    """The signed report of a period, else its draft, as far as the actor may see it."""
    rows = list(_seen(actor).filter(place=place, period=period, state__in=(SIGNED, DRAFT)))
    return max(rows, key=lambda one: one.state == SIGNED, default=None)


def kept_figure(actor: Actor, of: Report, code: str) -> KeptFigure:
    """One figure of a report that the actor has been given. Raises NotFound."""
    found = KeptFigure.objects.filter(report=of, code=code.replace("\0", "")).first()
    if found is None:
        raise NotFound
    return found


def kept_figures(actor: Actor, of: Report) -> dict[str, KeptFigure]:
    """All of them, by their codes."""
    return {one.code: one for one in KeptFigure.objects.filter(report=of)}


def kept_rows(actor: Actor, figure: KeptFigure) -> list[tuple[UUID, str, int]]:
    """The rows that a kept figure counted: (record, once, counts), as ``figures.counting.keys`` gives them."""
    return list(KeptRow.objects.filter(figure=figure).values_list("record", "once", "counts"))


def kept_records(actor: Actor, of: Report, codes: Collection[str]) -> dict[str, set[tuple[UUID, int]]]:
    """(record, counts) of these figures of a report, in one question."""
    found: dict[str, set[tuple[UUID, int]]] = {code: set() for code in codes}
    rows = KeptRow.objects.filter(figure__report=of, figure__code__in=codes)
    for code, record, counts in rows.values_list("figure__code", "record", "counts"):
        found[code].add((record, counts))
    return found


def _seen(actor: Actor) -> QuerySet[Report]:
    office = within("place__path", actor.scope(WRITE)) | within("place__path", actor.scope(SIGN))
    scope = actor.scope(COUNT)
    street = [path for path in scope if Place.objects.filter(path=path, kind=kinds.STREET).exists()]
    here = [path for path in scope if path not in street]
    signed = Q(state__in=(SIGNED, WITHDRAWN))
    shown = within("place__path", here) & signed | within("place__path", street) & ~Q(shared_at=None)
    return Report.objects.filter(office | shown).select_related("place", "made_by", "signed_by")
