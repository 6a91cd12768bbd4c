"""What becomes of a praise: it is told once, answered, or turns out to be none."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.audit import log
from zhiye.cases.commands.keeping import line
from zhiye.cases.leave import LIST
from zhiye.hotline.models import Thanks, ThanksSeen
from zhiye.hotline.permissions import EDIT, VIEW
from zhiye.journal.rings import writer_of
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold


@command("hotline.see_thanks", gettext_lazy("看到了表扬"))
def see_thanks(by: Actor, *, thanks: Thanks) -> Thanks:
    """The good news has arrived: it no longer stands on the 今天 of whoever says so."""
    own = thanks.praised_id is not None and thanks.praised_id == writer_of(by)
    by.require(VIEW, None if own else thanks.path, seen_with=LIST)
    _hold(thanks)
    if isinstance(by, UserActor):
        ThanksSeen.objects.get_or_create(thanks=thanks, user=by.user, defaults={"at": clock.now()})
    log.write(by, "hotline.see_thanks", thanks, thanks.path)
    return thanks


@command("hotline.answer_thanks", gettext_lazy("回谢了表扬"))
def answer_thanks(by: Actor, *, thanks: Thanks, answer: str) -> Thanks:
    """What was said to whoever praised."""
    by.require(EDIT, thanks.path, seen_with=LIST)
    _hold(thanks)
    words = line(answer, 400, "answer")
    if not words:
        raise Refused(_("写一句是怎么回谢的，比如“打电话谢过了”。"), "answer")
    thanks.answer, thanks.answered_on = words, clock.today()
    thanks.save(update_fields=["answer", "answered_on"])
    log.write(by, "hotline.answer_thanks", thanks, thanks.path, {"answer": (None, log.SECRET)})
    return thanks


@command("hotline.withdraw_thanks", gettext_lazy("去掉了一条表扬"))
def withdraw_thanks(by: Actor, *, thanks: Thanks) -> Thanks:
    """It was no praise, or none of ours; its number is free to come in as a ticket."""
    by.require(EDIT, thanks.path, seen_with=LIST)
    _hold(thanks)
    thanks.withdrawn_at = clock.now()
    thanks.save(update_fields=["withdrawn_at"])
    log.write(by, "hotline.withdraw_thanks", thanks, thanks.path, {"withdrawn": (None, True)})
    return thanks


def _hold(thanks: Thanks) -> None:
    hold(thanks)
    if thanks.withdrawn_at:
        raise NotFound
