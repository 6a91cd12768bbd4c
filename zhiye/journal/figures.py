"""What the journal is counted as: pieces of the column, and nothing else. Nobody's notes are counted."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from zhiye.figures.conditions import at_moments
from zhiye.figures.periods import Period
from zhiye.figures.registry import Figure, Line, Sentence, register
from zhiye.journal.models import Piece
from zhiye.journal.permissions import VIEW
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import within


def published(period: Period) -> QuerySet[Piece]:
    """Pieces that were published and still stand."""
    return Piece.objects.filter(at_moments("published_at", period), withdrawn_at=None)


def seen(actor: Actor) -> Q:
    """Pieces of the committees in whose journal the actor may read."""
    return within("path", actor.scope(VIEW))


def lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """Pieces by their titles."""
    return [
        Line(
            timezone.localtime(one.published_at).date(),
            one.title,
            url=reverse("journal-piece", args=[one.pk]),
        )
        for one in rows
    ]


register(
    Figure(
        "journal.pieces", gettext_lazy("发布在专栏的文章"), "piece",
        gettext_lazy("这段日子里发布在专栏、没有撤下的文章。"),
        published, seen, lines, day="published_at",
    ),
    Sentence(900, gettext_lazy("在专栏发布 {journal.pieces}。")),
)  # fmt: skip
