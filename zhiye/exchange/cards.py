"""What the exchange puts on 今天: rosters that wait for a look, or broke off."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiye.exchange import queries
from zhiye.exchange.models import FAILED, ImportRun
from zhiye.exchange.permissions import IMPORT
from zhiye.kernel.actor import Actor
from zhiye.ui.today import CARDS, Card, TodayRow

PROMISE = 30


@CARDS.register(30, "imports")
def waiting_imports(actor: Actor) -> Card | None:
    """Rosters that were read and not imported, are under way, or broke off."""
    if not actor.may(IMPORT):
        return None
    rows = [_row_of(actor, run) for run in queries.unfinished(actor)]
    return Card(rows, len(rows))


def _row_of(actor: Actor, run: ImportRun) -> TodayRow:
    if queries.was_interrupted(actor, run):
        what = _("上次没做完，什么都没有写进去，再来一次")
    elif run.state in queries.UNDER_WAY:
        what = _("正在看，好了告诉您")
    else:
        what = _("还没导入，看看是什么原因") if run.state == FAILED else _("看好了，等您点导入")
    day = timezone.localtime(run.uploaded_at).date()
    return TodayRow(PROMISE, run.file_name, "", what, reverse("import-run", args=[run.pk]), day)
