"""Reading partners (staff who look after them) and requests (their own partner; colleagues who may see the matter)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from zhiye.audit.models import Look
from zhiye.cases.models import Case, Step
from zhiye.cases.permissions import VIEW
from zhiye.cases.queries import case as visible_case
from zhiye.journal.rings import writer_of
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.paths import ancestors, within
from zhiye.open311.actor import PartnerActor
from zhiye.open311.asking import Wanted
from zhiye.open311.limits import MOST
from zhiye.open311.models import Partner, PartnerRequest
from zhiye.open311.permissions import PARTNERS
from zhiye.open311.standing import in_standing
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.queries import standing

REVEAL = "people.reveal_phone"
SHOWN_FOR = timedelta(minutes=5)  # how long whoever asked reads who handed it in
FIELD = "caller"  # of a look


@dataclass(frozen=True, slots=True)
class Told:
    """A request with the moment of its matter's last step."""

    row: PartnerRequest
    updated_at: datetime | None


def requests(actor: Actor, wanted: Wanted) -> list[Told]:
    """The partner's own, newest first; ids of others are passed over."""
    rows = _own(actor)
    if wanted.tokens:
        return _told(rows.filter(token__in=wanted.tokens))
    rows = rows.filter(asked_at__gte=wanted.start, asked_at__lte=wanted.end)
    if wanted.codes:
        rows = rows.filter(code__in=wanted.codes)
    if len(set(wanted.statuses)) == 1:
        rows = rows.filter(in_standing(wanted.statuses[0]))
    return _told(rows)


def request_by_token(actor: Actor, token: str) -> Told:
    """One of the partner's own. Raises NotFound."""
    found = _told(_own(actor).filter(token=token)) if len(token) <= 32 and "\0" not in token else []
    if not found:
        raise NotFound
    return found[0]


def partners(actor: Actor) -> list[Partner]:
    """Those the actor looks after, the ones in force first; each knows how many matters came (``handed_in``)."""
    counts = PartnerRequest.objects.filter(partner=OuterRef("pk")).order_by().values("partner")
    rows = Partner.objects.filter(within("place__path", actor.scope(PARTNERS))).select_related("place")
    counted = rows.annotate(handed_in=Subquery(counts.annotate(n=Count("pk")).values("n")))
    return sorted(counted, key=lambda one: (one.ended_at is not None, one.place.path, one.name))


def partner(actor: Actor, id_: UUID | str) -> Partner:
    """One of them. Raises NotFound."""
    found = Partner.objects.filter(pk=read_id(id_) or NIL).select_related("place", "made_by").first()
    if found is None or not actor.may(PARTNERS, found.place.path):
        raise NotFound
    return found


def handed_in(actor: Actor, of: Partner) -> int:
    """How many matters came from a partner (given by a query)."""
    return PartnerRequest.objects.filter(partner=of).count()


def places_for_partners(actor: Actor) -> list[Place]:
    """The streets and committees for which the actor may let a platform in, in order of their paths."""
    inside = within("path", actor.scope(PARTNERS))
    return list(
        Place.objects.filter(standing(), inside, kind__in=(kinds.STREET, kinds.COMMITTEE)).order_by("path")
    )


def place_words(actor: Actor, of: Place) -> str:
    """梧桐街道 青桐居民区."""
    chain = Place.objects.filter(path__in=ancestors(of.path)).order_by("path")
    return " ".join(one.name for one in chain)


def request_of(actor: Actor, case: Case) -> PartnerRequest | None:
    """What a partner handed in that became ``case``; the caller has been given the matter."""
    return PartnerRequest.objects.filter(case=case).select_related("partner").first()


def request(actor: Actor, id_: UUID) -> PartnerRequest:
    """A request whose matter the actor may see. Raises NotFound."""
    found = PartnerRequest.objects.filter(pk=id_).select_related("case", "partner").first()
    if found is None:
        raise NotFound
    visible_case(actor, found.case_id)
    return found


def may_see_caller(actor: Actor, case: Case) -> bool:
    """Whoever may see telephones where the matter (given by a query) is, or has it in hand."""
    if case.owner_id == writer_of(actor):
        return actor.may(REVEAL)
    return actor.may(REVEAL, case.path)


def seen_caller(actor: Actor, of: PartnerRequest) -> Look | None:
    """The actor's own look at who handed it in, while it may still be read."""
    fresh = clock.now() - SHOWN_FOR
    looks = Look.objects.filter(subject_id=of.pk, field=FIELD, actor_key=actor.key, at__gte=fresh)
    return looks.first() if actor.may(VIEW) else None


def _own(actor: Actor) -> QuerySet[PartnerRequest]:
    if not isinstance(actor, PartnerActor):
        return PartnerRequest.objects.none()
    rows = PartnerRequest.objects.filter(partner=actor.partner)
    return rows.select_related("case__committee", "case__into__into")


def _told(rows: QuerySet[PartnerRequest]) -> list[Told]:
    last = Step.objects.filter(case=OuterRef("case"), undone_at=None).order_by("-id").values("at")[:1]
    return [Told(row, row.updated_at) for row in rows.annotate(updated_at=Subquery(last))[:MOST]]
