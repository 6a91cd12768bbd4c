"""The page of a contact: big answers, one sentence, 存; and the way back."""

import re

import pytest

from zhiye.cases import commands as cases
from zhiye.cases.models import Promise
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.visits.models import Contact, Met

pytestmark = pytest.mark.django_db


def sent(client, url, **values):
    usual = {"op": str(new_id()), "kind": "visit", "on": clock.today().isoformat(), "ring": "team"}
    return client.post(url, usual | values)


def test_a_visit_is_noted_from_a_persons_page_and_taken_back_from_the_toast(cast, client_of):
    client, wang = client_of("worker"), cast.person("wang")
    page = client.get(f"/p/{wang.pk}").content.decode()
    url = re.search(r'href="(/visits/new\?person=[^"]+)"', page).group(1)
    form = client.get(url).content.decode()
    assert all(word in form for word in ("见到了", "没在家", "没开门或不方便", "打了电话"))
    answer = sent(client, url, outcome="seen", note="精神好", people=str(wang.pk))
    assert answer.headers["Location"] == f"/p/{wang.pk}"
    contact = Contact.objects.get()
    assert (contact.place, contact.note, contact.kind) == (cast.home("115-402"), "精神好", "visit")
    assert Met.objects.get().person == wang
    told = client.get(f"/p/{wang.pk}").content.decode()
    assert "见到了，精神好" in told
    undo = re.search(r'action="(/visits/[^"]+/back\?op=[^"]+)"', told).group(1)
    client.post(undo)
    assert client.post(undo).status_code == 302
    assert Contact.objects.get().undone_at is not None
    assert "见到了，精神好" not in client.get(f"/p/{wang.pk}").content.decode()


def test_a_call_is_a_call(cast, client_of):
    client = client_of("worker")
    sent(client, f"/visits/new?person={cast.person('wang').pk}", outcome="by_phone")
    assert Contact.objects.get().kind == "phone"


def test_an_answer_is_asked_for_and_what_was_typed_stays(cast, client_of):
    answer = sent(client_of("worker"), f"/visits/new?person={cast.person('wang').pk}", note="膝盖疼")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "膝盖疼" in page
    assert "从列出的几项里选一个" in page


def test_from_a_home_those_who_live_there_can_be_ticked(cast, client_of):
    client, wife = client_of("worker"), cast.person("chen_wife")
    url = f"/visits/new?place={wife.home_id}"
    assert str(wife.pk) in client.get(url).content.decode()
    answer = sent(client, url, outcome="seen", people=[str(wife.pk)])
    assert answer.headers["Location"] == f"/h/{wife.home_id}"
    assert Met.objects.get().person == wife


def test_a_promise_is_answered_on_its_own_page(cast, worker, client_of):
    wang, client = cast.person("wang"), client_of("worker")
    made = cases.make_promise(worker, what="缴费单保存了吗", due=clock.today(), person=wang, op=new_id())
    page = client.get(f"/promises/{made.pk}").content.decode()
    url = re.search(r'action="(/visits/new\?promise=[^"]+)"', page).group(1)
    away = sent(client, url, outcome="not_home", settles="on", people=str(wang.pk))
    assert away.headers["Location"] == "/t"
    assert Promise.objects.get().state == "open"
    assert "说好的事还在今天里" in client.get("/t").content.decode()
    sent(client, url, outcome="seen", settles="on", note="保存了", people=str(wang.pk))
    assert Promise.objects.get().state == "kept"
    assert Contact.objects.get(outcome="seen").settled == made


def test_a_promise_about_nobody_has_no_visit_to_answer_with(cast, worker, client_of):
    made = cases.make_promise(worker, what="写月报", due=clock.today(), op=new_id())
    page = client_of("worker").get(f"/promises/{made.pk}").content.decode()
    assert "/visits/new" not in page
    assert "办到了" in page


def test_a_contact_because_of_a_matter_stands_in_its_story(cast, worker, client_of):
    client = client_of("worker")
    case = cases.open_case(worker, title="漏水", place=cast.home("115-402"), op=new_id())
    sent(client, f"/visits/new?case={case.pk}", outcome="declined", note="改周末")
    assert "没开门或不方便，改周末" in client.get(f"/c/{case.pk}").content.decode()


def test_its_page_is_there_for_whom_it_concerns_only(cast, worker, client_of):
    client = client_of("worker")
    sent(
        client,
        f"/visits/new?person={cast.person('wang').pk}",
        outcome="seen",
        note="怕儿子",
        ring="secretary",
    )
    id_ = Contact.objects.get().pk
    for role, status in (("worker", 200), ("secretary", 200), ("director", 404), ("stranger", 404)):
        assert client_of(role).get(f"/visits/{id_}").status_code == status


def test_nothing_to_write_about_is_not_there(cast, client_of):
    assert client_of("worker").get("/visits/new").status_code == 404
    assert client_of("stranger").get(f"/visits/new?person={cast.person('wang').pk}").status_code == 404
    assert client_of("mediator").get(f"/visits/new?person={cast.person('wang').pk}").status_code == 403
