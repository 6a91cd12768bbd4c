"""Praise: one, the book, what is news to somebody."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from zhiye.hotline.models import Thanks, ThanksSeen
from zhiye.hotline.permissions import VIEW
from zhiye.journal.rings import SECRET, writer_of
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.paths import within

PAGE = 50
NEWS_FOR = timedelta(days=14)  # longer ago it rests in the book, seen or not


def thanks(actor: Actor, id_: UUID | str) -> Thanks:
    """One praise. Raises NotFound."""
    found = _seen(actor).select_related("praised", "committee").filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def thanks_page(
    actor: Actor, start: int = 0, between: tuple[object, object] | None = None
) -> tuple[list[Thanks], int]:
    """One page of the book, newest first, and how many there are."""
    rows = _seen(actor).select_related("praised")
    if between:
        rows = rows.filter(on__gte=between[0], on__lte=between[1])
    return list(rows[start : start + PAGE]), rows.count()


def thanks_waiting(actor: Actor) -> list[Thanks]:
    """The good news of the last two weeks for the praised colleague and the secretary, until they have seen it."""
    me = writer_of(actor)
    if me is None:
        return []
    mine = Q(praised=me) | within("path", actor.scope(SECRET))
    fresh = Q(taken_at__gte=clock.now() - NEWS_FOR)
    seen = ThanksSeen.objects.filter(user=me).values("thanks_id")
    return list(_seen(actor).filter(mine, fresh).exclude(pk__in=seen).select_related("praised")[:20])


def _seen(actor: Actor) -> QuerySet[Thanks]:
    """Praise of the places where the actor works; one's own wherever it came in."""
    mine = Q(praised=writer_of(actor)) if writer_of(actor) else Q(pk__in=[])
    here = within("path", actor.scope(VIEW))
    return Thanks.objects.filter(here | (mine & Q(praised__isnull=False)), withdrawn_at=None)
