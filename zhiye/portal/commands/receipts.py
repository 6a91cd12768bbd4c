"""Receipts: for what came through a door, and for matters that came in at the counter."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.cases import commands as cases
from zhiye.cases.leave import committee_at
from zhiye.cases.models import Case
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import HouseFault, Refused
from zhiye.places.models import Place
from zhiye.portal.commands.codes import account
from zhiye.portal.limits import ENDED_FOR
from zhiye.portal.models import Receipt, Report
from zhiye.portal.numbers import six_digits, slip_token
from zhiye.ui import words as house_words

_TRIES = 60  # a free number among a million is found at once, unless nearly all are given out


@command("portal.make_receipt", gettext_lazy("做了一张回执"))
def make_receipt(by: Actor, *, case: Case, words: str = "") -> Receipt:
    """A slip for somebody who came to the counter; ``words`` is what it calls the matter. Once a matter.

    Of a matter for 仅我和书记 the slip says nothing. Raises Refused for words nobody should read on a slip.
    """
    cases.hold_case(by, case)
    found = Receipt.objects.filter(models.Q(case=case) | models.Q(report__case=case), ended_at=None).first()
    said = "" if case.ring != "team" else _slip_words(words)
    if found is None:
        found = new_receipt(by, committee_at(case.path), case.path, case=case, words=said)
    elif found.words != said:
        found.words = said
        found.save(update_fields=["words"])
    log.write(by, "portal.make_receipt", found, case.path, {"case": (None, case.pk)})
    return found


def receipts_follow(case: Case, former: str) -> None:
    """The matter is about another place: the slip of the counter answers at the door there. What was said before a door
    is asked about at that door, wherever the matter turned out to be."""
    Receipt.objects.filter(case=case, report=None, path=former).update(path=case.path)


def new_receipt(
    by: Actor,
    committee: Place,
    path: str,
    *,
    report: Report | None = None,
    case: Case | None = None,
    words: str = "",
) -> Receipt:
    """A receipt with a number that no open one of the committee has; old ones make room first."""
    Receipt.objects.filter(
        committee=committee, ended_at=None, case__closed_on__lt=clock.today() - ENDED_FOR
    ).update(ended_at=clock.now())
    for _try in range(_TRIES):
        number = six_digits()
        if not Receipt.objects.filter(committee=committee, number=number, ended_at=None).exists():
            return Receipt.objects.create(
                committee=committee,
                path=path,
                number=number,
                token=slip_token(),
                words=words,
                report=report,
                case=case,
                made_at=clock.now(),
                by=account(by),
            )
    raise HouseFault("no free receipt number")


def _slip_words(words: str) -> str:
    said = " ".join(words.split())
    if len(said) > 20:
        raise Refused(_("写短一点，最多 %(most)d 个字。") % {"most": 20}, "words")
    if house_words.faults(said):
        raise Refused(_("换个说法，这张纸会放在桌上。"), "words")
    return said
