"""What the hotline puts on 今天: a praise, once, for whom it is meant and for the secretary."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhiye.hotline import queries
from zhiye.hotline.models import Thanks
from zhiye.journal.rings import writer_of
from zhiye.kernel.actor import Actor
from zhiye.ui.today import CARDS, Card, TodayRow

REST = 60  # good news waits for nobody: below all that is due


@CARDS.register(60, "hotline.thanks")
def praise(actor: Actor) -> Card | None:
    """Thanks that came by the hotline."""
    found = queries.thanks_waiting(actor)
    return Card([_row(actor, one) for one in found], len(found)) if found else None


def _row(actor: Actor, thanks: Thanks) -> TodayRow:
    whom = _("您") if thanks.praised_id == writer_of(actor) else thanks.praised_words or _("居民区")
    what = _("有居民打12345表扬%(whom)s") % {"whom": whom}
    url = reverse("hotline-thanks", args=[thanks.pk])
    return TodayRow(REST, _("表扬"), "", what, url, thanks.on, named=False)
