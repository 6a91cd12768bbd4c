"""Reading streets, questions, stories. Every query starts with the actor; "not yours" and "not there" are one."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from zhiye.figures import splitting
from zhiye.figures.periods import Period
from zhiye.journal import queries as journal
from zhiye.journal.models import Piece
from zhiye.journal.permissions import VIEW as JOURNAL
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Forbidden, NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.kernel.paths import within
from zhiye.overview.models import ANSWERED, ASKED, DECLINED, TAKEN_BACK, Question, Story
from zhiye.overview.order import by_name
from zhiye.overview.permissions import ASK, TELL, VIEW
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.queries import committees, places_of_kind

MOST = 200  # questions on one page


def streets(actor: Actor) -> list[Place]:
    """The streets whose year the actor may read, whole or as far as the own committee goes."""
    return list(places_of_kind(actor, kinds.STREET, VIEW))


def street(actor: Actor, id_: UUID | str = "") -> Place:
    """The one asked for, else the first. Raises NotFound."""
    mine = streets(actor)
    found = next((one for one in mine if one.pk == read_id(id_)), None) if id_ else next(iter(mine), None)
    if found is None:
        raise NotFound
    return found


def reads_whole(actor: Actor, street: Place) -> bool:
    """Whether the actor reads all committees of the street, and not the own one only."""
    return actor.may(VIEW, street.path)


def committees_of(actor: Actor, street: Place, period: Period) -> list[Place]:
    """All committees that the street had in the period, by name, whoever reads: their figures protect each other."""
    return sorted(splitting.committees_of(street, period), key=by_name)


def committee(actor: Actor, id_: UUID | str, permission: str) -> Place:
    """A committee in which the actor holds ``permission``. Raises NotFound."""
    found = Place.objects.filter(pk=read_id(id_) or NIL, kind=kinds.COMMITTEE).first()
    if found is None or not actor.may(permission, found.path):
        raise NotFound
    return found


def may_ask(actor: Actor, committee: Place) -> bool:
    """Whether the actor may ask this committee a question."""
    return actor.may(ASK, committee.path)


def may_answer(actor: Actor, question: Question) -> bool:
    """Whether the actor may answer it now."""
    return question.state != TAKEN_BACK and actor.may(TELL, question.committee.path)


def may_take_back(actor: Actor, question: Question) -> bool:
    """Whether the actor may say that it need not be answered."""
    return question.state == ASKED and actor.may(ASK, question.committee.path)


def question(actor: Actor, id_: UUID | str) -> Question:
    """One question that the actor may read. Raises NotFound."""
    found = _questions(actor).filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def questions(actor: Actor) -> list[Question]:
    """Questions asked by or of the actor's office: those that wait first, newest first."""
    rows = list(_questions(actor).exclude(state=TAKEN_BACK)[:MOST])
    return sorted(rows, key=lambda one: one.state != ASKED)


def waiting(actor: Actor) -> list[Question]:
    """Questions that the actor's committee has still to answer, oldest first."""
    rows = _at(actor, TELL).filter(state=ASKED)
    return list(rows.order_by("asked_at", "id")[:MOST])


def asked_about(actor: Actor, period: Period) -> dict[tuple[UUID, str], Question]:
    """The latest question about each figure of a committee in the period, as far as the actor may read them."""
    rows = _questions(actor).filter(period=period.key, state__in=(ASKED, ANSWERED, DECLINED))
    return {(one.committee_id, one.figure): one for one in reversed(rows)}


def stories(actor: Actor, street: Place, year: int) -> dict[str, list[Story]]:
    """The stories of a year by heading, committees by name, as far as the actor may read them."""
    rows = _stories(actor, VIEW, TELL).filter(within("committee__path", [street.path]), year=year)
    found: dict[str, list[Story]] = {}
    for one in sorted(rows, key=lambda one: (by_name(one.committee), one.at)):
        found.setdefault(one.heading, []).append(one)
    return found


def own_stories(actor: Actor) -> list[Story]:
    """What the actor's committee chose, newest year first."""
    return list(_stories(actor, TELL))


def story(actor: Actor, id_: UUID | str) -> Story:
    """One story that stands beside the figures. Raises NotFound."""
    found = _stories(actor, VIEW, TELL).filter(pk=read_id(id_) or NIL).first()
    if found is None:
        raise NotFound
    return found


def pieces_to_choose(actor: Actor) -> list[Piece]:
    """Published pieces of the actor's committees that stand under no heading yet, newest first."""
    if not (actor.may(JOURNAL) and actor.may(TELL)):
        return []
    taken = set(Story.objects.filter(dropped_at=None).values_list("piece", flat=True))
    open_ones = (one for one in journal.pieces(actor) if one.withdrawn_at is None and one.pk not in taken)
    return [one for one in open_ones if actor.may(TELL, one.path)]


def piece_to_choose(actor: Actor, id_: UUID | str) -> Piece:
    """One published piece of the actor's committees. Raises NotFound; Forbidden to who may not choose."""
    found = journal.piece(actor, id_)
    if found.withdrawn_at:
        raise NotFound
    if not actor.may(TELL, found.path):
        raise Forbidden(TELL)
    return found


def own_committees(actor: Actor) -> list[Place]:
    """The committees for which the actor answers the street."""
    return list(committees(actor, TELL))


def _questions(actor: Actor) -> QuerySet[Question]:
    return _at(actor, ASK, TELL, VIEW)


def _at(actor: Actor, *permissions: str) -> QuerySet[Question]:
    rows = Question.objects.filter(_reach(actor, permissions))
    return rows.select_related("committee", "asked_by", "answered_by")


def _stories(actor: Actor, *permissions: str) -> QuerySet[Story]:
    """A piece that was withdrawn is no story any more, wherever it stood."""
    rows = Story.objects.filter(_reach(actor, permissions), dropped_at=None, piece__withdrawn_at=None)
    return rows.select_related("committee", "piece", "by")


def _reach(actor: Actor, permissions: Iterable[str]) -> Q:
    return within("committee__path", {path for one in permissions for path in actor.scope(one)})
