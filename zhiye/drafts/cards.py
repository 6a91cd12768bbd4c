"""What the drafts put on 今天: notes of one's own with drafts that wait. One line a note, no nagging."""

from django.utils.translation import gettext as _

from zhiye.drafts import queries
from zhiye.journal.permissions import WRITE
from zhiye.kernel.actor import Actor
from zhiye.ui.today import CARDS, Card, TodayRow

REST = 40


@CARDS.register(35, "drafts")
def waiting_drafts(actor: Actor) -> Card | None:
    """Drafts that wait for a look."""
    if not actor.may(WRITE):
        return None
    rows = [
        TodayRow(REST, _("%(n)d 张草稿等您看一眼") % {"n": count}, "", "", f"/n/{entry.pk}", entry.written_on)
        for entry, count in queries.waiting(actor)
    ]
    return Card(rows, len(rows))
