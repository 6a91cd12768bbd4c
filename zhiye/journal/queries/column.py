"""Reading the column (专栏): the staff's list, and what everybody may read without a log-in."""

from uuid import UUID

from django.db.models import QuerySet

from zhiye.journal import rings
from zhiye.journal.models import Entry, Piece
from zhiye.journal.permissions import VIEW, WRITE
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.paths import within
from zhiye.places import kinds
from zhiye.places.models import Place

SECRET = rings.SECRET
MOST = 200  # pieces on one page


def pieces(actor: Actor) -> list[Piece]:
    """The pieces of the committees in which the actor reads the journal, newest first, withdrawn ones included."""
    scope = {rings.committee_path(path) for path in actor.scope(VIEW)}
    rows = Piece.objects.filter(within("path", scope)).select_related("published_by", "entry")
    return list(rows.defer("entry__text", "entry__reflection")[:MOST])


def columns(actor: Actor) -> list[Place]:
    """The committees whose column the actor looks after."""
    scope = {rings.committee_path(path) for path in actor.scope(VIEW)}
    return list(Place.objects.filter(within("path", scope), kind=kinds.COMMITTEE).order_by("path"))


def may_withdraw(actor: Actor, piece: Piece) -> bool:
    """Whether the actor may take the piece back: its writer, and whoever sees all of that committee."""
    mine = piece.published_by_id == rings.writer_of(actor) and actor.may(WRITE)
    return piece.withdrawn_at is None and (
        mine or (actor.may(WRITE, piece.path) and actor.may(SECRET, piece.path))
    )


def piece(actor: Actor, id_: UUID | str) -> Piece:
    """A piece of the actor's committees, published or withdrawn. Raises NotFound."""
    scope = {rings.committee_path(path) for path in actor.scope(VIEW)}
    found = Piece.objects.filter(within("path", scope), pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def piece_of(actor: Actor, entry: Entry) -> Piece | None:
    """The open piece made of the note; the caller has been given the note."""
    return Piece.objects.filter(entry=entry, withdrawn_at=None).first()


def public_piece(actor: Actor, id_: UUID | str) -> tuple[Piece, Place]:
    """A published piece and its committee, for everybody. Raises NotFound for a withdrawn one."""
    found = _published().filter(pk=read_id(id_) or NIL).first()
    committee = Place.objects.filter(path=found.path, kind=kinds.COMMITTEE).first() if found else None
    if found is None or committee is None:
        raise NotFound
    return found, committee


def committee_column(actor: Actor, committee_id: UUID | str) -> tuple[Place, list[Piece]]:
    """A committee and its published pieces, newest first, for everybody. Raises NotFound."""
    committee = Place.objects.filter(pk=read_id(committee_id) or NIL, kind=kinds.COMMITTEE).first()
    if committee is None:
        raise NotFound
    return committee, list(_published().filter(path=committee.path)[:MOST])


def _published() -> QuerySet[Piece]:
    return Piece.objects.filter(withdrawn_at=None)
