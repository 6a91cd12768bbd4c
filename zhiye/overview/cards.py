"""What the street asked and nobody has answered yet, on the committee's 今天."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiye.kernel.actor import Actor
from zhiye.notices.slots import DIGEST
from zhiye.overview import queries
from zhiye.overview.permissions import TELL
from zhiye.overview.showing import about
from zhiye.ui.today import CARDS, Card, TodayRow

ORDER = 38  # after what was promised to residents


@CARDS.register(45, "overview.questions")
def questions_waiting(actor: Actor) -> Card | None:
    """Questions to the actor's committee."""
    if not actor.may(TELL):
        return None
    rows = [
        TodayRow(
            ORDER,
            _("街道问一句"),
            "",
            f"{about(one)}：{one.words}",
            reverse("overview-question", args=[one.pk]),
            timezone.localdate(one.asked_at),
        )
        for one in queries.waiting(actor)
    ]
    return Card(rows, len(rows))


@DIGEST.register(45, "overview.questions")
def waiting_in_the_morning(actor: Actor) -> int:
    """How many of them there are."""
    card: Card | None = questions_waiting(actor)
    return card.count if card else 0
