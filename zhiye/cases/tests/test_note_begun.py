"""A note begun on the page of a matter is saved, whatever colleagues do to the matter while it is written."""

import pytest

from zhiye.accounts.actor import UserActor
from zhiye.cases import commands
from zhiye.cases.models import Case
from zhiye.cases.tests.matters import moved, opened
from zhiye.journal.models import Entry, Source
from zhiye.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def move(cast, case: Case, by) -> None:
    moved(by, case, "waiting")


def close(cast, case: Case, by) -> None:
    moved(by, case, "done", solved="yes")


def give(cast, case: Case, by) -> None:
    commands.give_case(by, case=case, to=cast.user("wangge"), op=new_id())


def merge(cast, case: Case, by) -> None:
    commands.merge_cases(by, case=case, into=opened(by, cast), version=case.version, op=new_id())


def withdraw(cast, case: Case, by) -> None:
    commands.withdraw_case(by, case=case, op=new_id())


def narrow(cast, case: Case, by) -> None:
    told = {"title": case.title, "code": case.code, "ring": "secretary", "version": case.version}
    commands.describe_case(UserActor(cast.user("shuji")), case=case, op=new_id(), **told)


@pytest.mark.parametrize(
    ("meanwhile", "joined"),
    [(move, True), (close, True), (give, True), (merge, True), (withdraw, False), (narrow, False)],
)
def test_a_half_written_note_is_never_lost(cast, secretary, client_of, meanwhile, joined):
    case = opened(secretary, cast)
    client, url = client_of("worker"), f"/n?case={case.pk}"
    page = client.get(url)
    assert page.status_code == 200
    meanwhile(cast, case, secretary)
    typed = {"text": "下午又去看了，水还在滴。", "written_on": "2026-11-21", "ring": "team", "then": "only"}
    answer = client.post("/n", typed | {"case": str(case.pk), "op": str(new_id())})
    assert answer.status_code == 302
    entry = Entry.objects.get()
    assert entry.text == "下午又去看了，水还在滴。"
    assert Source.objects.filter(record=case.pk, entry=entry, undone_at=None).exists() == joined
