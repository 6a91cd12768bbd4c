"""What the register of proofs is counted as: papers that were issued, people who were told where to go instead."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from zhiye.certificates.models import Certificate
from zhiye.certificates.permissions import VIEW
from zhiye.certificates.workflow import ISSUED, REFUSED, WORDS
from zhiye.figures.conditions import on_days
from zhiye.figures.periods import Period
from zhiye.figures.registry import Figure, Line, Sentence, register
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import within


def issued(period: Period) -> QuerySet[Certificate]:
    """Proofs that were issued, by the day on which they got their number."""
    return Certificate.objects.filter(on_days("numbered_on", period), state=ISSUED)


def refused(period: Period) -> QuerySet[Certificate]:
    """Those for whom none was issued; they were told where to go."""
    return Certificate.objects.filter(on_days("numbered_on", period), state=REFUSED)


def seen(actor: Actor) -> Q:
    """Proofs in whose register the actor may read."""
    return within("committee__path", actor.scope(VIEW))


def lines(actor: Actor, rows: Sequence[Any]) -> list[Line]:
    """Proofs by number and kind; whom one is for stands on its own page."""
    return [
        Line(
            one.numbered_on,
            f"{one.number} {one.name}",
            note=str(WORDS[one.state]),
            url=reverse("certificates-detail", args=[one.pk]),
        )
        for one in rows
    ]


def _proofs(code: str, name: Any, unit: str, rule: Any, found: Any, heading: str = "") -> Figure:
    return Figure(
        f"certificates.{code}", name, unit, rule, found, seen, lines,
        path="committee__path", day="numbered_on", reference="number", heading=heading,
    )  # fmt: skip


register(
    _proofs(
        "issued", gettext_lazy("出具的证明"), "paper",
        gettext_lazy("编号日期在这段日子里、盖章出具的证明，一份算一份，不论盖了几张；作废的不算。"),
        issued, "difficulties",
    ),
    _proofs(
        "refused", gettext_lazy("没有出、告诉了去哪里办"), "occasion",
        gettext_lazy("编号日期在这段日子里、不由居委会出、已经告诉居民去哪里办的，一次算一次。"), refused,
    ),
    Sentence(
        400,
        gettext_lazy("[出具证明 {certificates.issued}，][不该我们出、告诉了去哪里办 {certificates.refused}，]。"),
        heading="difficulties",
    ),
)  # fmt: skip
