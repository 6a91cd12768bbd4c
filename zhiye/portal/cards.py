"""One row on 今天 while something from the doors waits for a look, or while somebody guesses receipt numbers."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhiye.cases.permissions import EDIT
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.portal import queries
from zhiye.ui.today import CARDS, Card, TodayRow

# Who handed it in was told that somebody looks tomorrow: not to drown among what is looked at again.
ORDER = 36


@CARDS.register(27, "portal")
def waiting(actor: Actor) -> Card | None:
    """However many wait, they are one row: a flood is not to bury the day's work."""
    if not actor.may(EDIT):
        return None
    count = queries.waiting_count(actor)
    if not count:
        return None
    doors = queries.waiting_at(actor)
    most = "、".join(name for name, _n in doors.most_common(3))
    what = _("%(n)d 件待看：来得太多、太快或一样，先看看是不是真的") % {"n": count}
    row = TodayRow(ORDER, _("楼道码交来的"), most, what, reverse("portal-waiting"), clock.today())
    return Card([row], 1)
