"""Two at once, and a machine that stops in between: exactly once, and nobody's tap is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from zhiye.accounts.actor import UserActor
from zhiye.cases.models import Case
from zhiye.drafts.models import PENDING, Draft
from zhiye.drafts.tests.finding import VISIT, VISIT_FOUND, drafted
from zhiye.flows.confirm_drafts import Answer, confirm_drafts
from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id


def lamp(entry):
    return Draft.objects.get(entry=entry, kind="case")


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_one_draft_at_once_make_one_record(cast):
    users = [cast.user("shegong"), cast.user("zhuren"), cast.user("shuji"), cast.user("shegong")]
    entry = drafted(UserActor(users[0]), VISIT, VISIT_FOUND)
    draft = lamp(entry)

    def confirm(user):
        try:
            confirm_drafts(UserActor(user), entry=entry, answers=[Answer(draft)], op=new_id())
            return "made"
        except Refused as told:
            return told.message
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(confirm, users))
    assert answers.count("made") == 1
    assert all("已经点过“对”了" in told for told in answers if told != "made")
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_tap_sent_twice_at_once_makes_one_record(cast):
    by, gesture = UserActor(cast.user("shegong")), new_id()
    entry = drafted(by, VISIT, VISIT_FOUND)
    draft = lamp(entry)

    def confirm(_number):
        try:
            return confirm_drafts(by, entry=entry, answers=[Answer(draft)], op=gesture)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(confirm, range(3)))
    assert answers[0] == answers[1] == answers[2]
    assert Case.objects.count() == 1


def test_a_machine_that_stopped_before_the_end_has_done_nothing_and_the_tap_counts_afterwards(worker):
    entry, gesture = drafted(worker, VISIT, VISIT_FOUND), new_id()
    answers = [Answer(draft) for draft in Draft.objects.filter(entry=entry)]
    with pytest.raises(KeyboardInterrupt):
        _stop_before_the_end(worker, entry, answers, gesture)
    assert not Case.objects.exists()
    assert not Draft.objects.filter(entry=entry).exclude(state=PENDING).exists()
    confirm_drafts(worker, entry=entry, answers=answers, op=gesture)
    assert Case.objects.count() == 1


def _stop_before_the_end(by, entry, answers, gesture):
    with transaction.atomic():
        confirm_drafts(by, entry=entry, answers=answers, op=gesture)
        raise KeyboardInterrupt  # before the database was told to keep it
