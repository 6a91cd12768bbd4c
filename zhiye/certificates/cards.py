"""What the desk puts on 今天: what waits for approval, for the seal, for the secretary's answer, for being written."""

from django.urls import reverse

from zhiye.certificates import queries
from zhiye.certificates.permissions import VIEW
from zhiye.certificates.showing import NEXT, Row, rows
from zhiye.kernel.actor import Actor
from zhiye.ui.today import CARDS, Card, TodayRow

ORDER = 36  # after what is due and what is new
MOST = 20


@CARDS.register(28, "certificates")
def proofs_waiting(actor: Actor) -> Card | None:
    """Proofs with which the actor can do the next thing."""
    if not actor.may(VIEW):
        return None
    found, count = queries.waiting_for(actor, MOST)
    return Card([_row(row) for row in rows(actor, found)], count)


def _row(row: Row) -> TodayRow:
    one = row.certificate
    home = one.person.home if one.person else None
    who = row.who or one.name
    what = f"{one.name}：{NEXT[one.state]}" if row.who else str(NEXT[one.state])
    url = reverse("certificates-detail", args=[one.pk])
    return TodayRow(
        ORDER, who, home.door if home else "", what, url, one.asked_on, row.word, named=bool(row.who)
    )
