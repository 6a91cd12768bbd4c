"""The outbox is emptied: claimed, sent outside any transaction, marked. At least once.

A notice is claimed by one update that also counts the attempt and says when the next one would be; two workers
never get the same one, on either engine and without holding a lock. Killed between sending and marking, the
message goes out once more after that wait, with the same id.
"""

import time
from datetime import datetime

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from zhiye.kernel.ids import new_id
from zhiye.notices import hours, wording
from zhiye.notices.answers import UNREACHABLE, Answer
from zhiye.notices.models import DIGEST, DROPPED, FAILED, LOOK, SENT, WAITING, Channel, Notice
from zhiye.notices.posting import absolute, post
from zhiye.notices.routing import Letter, letters, things_in

ROUND = 20.0  # seconds after which the rest waits for the next round: others want the worker too
AT_ONCE = 500  # notices looked at in one round


def send_due(now: datetime) -> int:
    """Send what is due at ``now``; answers how many messages were taken. Call it outside a transaction."""
    rules = _rules(now)
    going, without = letters(_due(now, rules))
    _drop(without)
    sent, silent, until = 0, set[str](), time.monotonic() + ROUND
    for letter in going:
        if letter.channel.kind in silent or time.monotonic() > until:
            continue
        answer = _send(letter, now, rules)
        if answer is None:
            continue
        sent += answer.taken
        if answer.code == UNREACHABLE:
            silent.add(letter.channel.kind)  # the same host: no need to wait for it again and again
    return sent


def try_out(channel: Channel) -> Answer:
    """[试一条]: a message that says nothing but that it came. Writes nothing; ``commands.note_trial`` does."""
    to = wording.OWN if channel.user_id else wording.GROUP
    return post(
        channel, wording.sentence(to, wording.TRIAL, link=absolute(reverse("notices-mine"))), new_id()
    )


def _rules(now: datetime) -> hours.Hours:
    return hours.hours_on(timezone.localdate(now), settings.REGION)


def _due(now: datetime, rules: hours.Hours) -> list[Notice]:
    waiting = Notice.objects.filter(state=WAITING, next_try__lte=now).select_related("to", "place")
    if hours.is_quiet(now, rules):
        waiting = waiting.filter(kind=LOOK)
    morning = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    late = waiting.filter(kind=DIGEST, at__lt=morning)  # yesterday's digest helps nobody
    late.update(state=DROPPED, next_try=None)
    return list(waiting.order_by("next_try", "pk")[:AT_ONCE])


def _drop(notices: list[Notice]) -> None:
    found = Notice.objects.filter(pk__in=[notice.pk for notice in notices], state=WAITING, attempts=0)
    found.update(state=DROPPED, next_try=None)
    tried = Notice.objects.filter(pk__in=[notice.pk for notice in notices], state=WAITING)
    tried.update(state=FAILED, next_try=None)  # its channel was taken away meanwhile


def _send(letter: Letter, now: datetime, rules: hours.Hours) -> Answer | None:
    """None when another worker has it already, or nothing of it is to be tried again."""
    mine = [notice for notice in letter.notices if _claim(notice, now, rules)]
    if not mine:
        return None
    mine.sort(key=lambda notice: notice.pk)
    text = wording.sentence(letter.to, letter.kind, things_in(mine), _link(letter, mine))
    answer = post(letter.channel, text, mine[0].pk)
    _mark(letter.channel, mine, answer, now, rules)
    return answer


def _claim(notice: Notice, now: datetime, rules: hours.Hours) -> bool:
    row = Notice.objects.filter(pk=notice.pk, state=WAITING, next_try=notice.next_try)
    if notice.attempts >= rules.attempts:  # killed during the last attempt
        row.update(state=FAILED, next_try=None)
        return False
    notice.attempts += 1
    again = now + hours.wait_after(notice.attempts, rules)
    return bool(row.update(attempts=F("attempts") + 1, next_try=again))


def _mark(channel: Channel, notices: list[Notice], answer: Answer, now: datetime, rules: hours.Hours) -> None:
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices], state=WAITING)
    if answer.taken:
        rows.update(state=SENT, next_try=None, answer="")
    elif answer.final:
        rows.update(state=FAILED, next_try=None, answer=answer.kept())
    else:
        rows.update(answer=answer.kept())
        rows.filter(attempts__gte=rules.attempts).update(state=FAILED, next_try=None)
    Channel.objects.filter(pk=channel.pk).update(answer=answer.kept(), answered_at=now)


def _link(letter: Letter, notices: list[Notice]) -> str:
    """To the thing itself where there is one and the reader is its own; else to the list, at the first of them."""
    first = notices[0]
    if letter.to == wording.OWN and len(notices) == 1 and first.url:
        return absolute(reverse("notices-go", args=[first.pk]))
    return absolute(f"{reverse('notices-mine')}#{first.pk}")
