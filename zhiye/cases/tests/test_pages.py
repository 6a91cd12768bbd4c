"""Pages of matters and promises, as one colleague after another."""

import re
from datetime import timedelta

import pytest

from zhiye.cases import commands
from zhiye.cases.models import Case, Party, Promise
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast, worker) -> Case:
    told = {"title": "厨房顶上漏水", "code": "repair", "place": cast.home("115-402")}
    return commands.open_case(worker, people=[cast.person("wang")], op=new_id(), **told)


def post(client, url, **values):
    told = {"source": "desk", "nature": "help"} if url.startswith("/c/new") else {}
    return client.post(url, {"op": str(new_id())} | told | values)


def case_now(case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_a_matter_is_opened_from_a_persons_page(cast, client_of):
    client, wang = client_of("worker"), cast.person("wang")
    page = client.get(f"/p/{wang.pk}").content.decode()
    url = re.search(r'href="(/c/new\?person=[^"]+)"', page).group(1)
    answer = post(client, url, title="想装扶手", code="eldercare", ring="team")
    made = Case.objects.get()
    assert answer.headers["Location"] == f"/c/{made.pk}"
    assert (made.path, Party.objects.get().person_id) == (wang.path, wang.pk)
    assert "在办的和说好的" in client.get(f"/p/{wang.pk}").content.decode()
    story = client.get(f"/p/{wang.pk}").content.decode()
    assert "想装扶手（新来的）" in story


def test_a_door_is_read_in_any_spelling_and_a_wrong_one_keeps_what_was_typed(cast, client_of):
    client = client_of("worker")
    wrong = post(client, "/c/new", title="漏水", code="repair", ring="team", home="999-999")
    assert wrong.status_code == 422
    assert 'value="漏水"' in wrong.content.decode()
    assert "没有找到" in wrong.content.decode()
    post(client, "/c/new", title="漏水", code="repair", ring="team", home="115号402室")
    assert Case.objects.get().place == cast.home("115-402")
    post(client, "/c/new", title="门口积水", code="safety", ring="team", home="115号")
    assert Case.objects.get(title="门口积水").place == cast.building("115")


def test_sent_twice_is_opened_once(cast, client_of):
    client, op = client_of("worker"), str(new_id())
    for _ in range(2):
        told = {"source": "desk", "nature": "help", "sure": "1"}
        client.post("/c/new", {"op": op, "title": "漏水", "code": "repair", "ring": "team"} | told)
    assert Case.objects.count() == 1


def test_the_page_offers_what_the_state_allows(case, client_of):
    client = client_of("worker")
    page = client.get(f"/c/{case.pk}").content.decode()
    assert "我来办" in page
    post(client, f"/c/{case.pk}/take")
    page = client.get(f"/c/{case.pk}").content.decode()
    assert "我来办" not in page
    assert "撤销上一步" in page
    missing = post(
        client, f"/c/{case.pk}/close", state="cannot", answer="yes", version=case_now(case).version
    )
    assert "写明为什么办不了" in missing.content.decode()
    told = {"reason": "归供水公司管", "answer": "yes", "public_line": "这件事请找供水公司。"}
    post(client, f"/c/{case.pk}/close", state="cannot", version=case_now(case).version, **told)
    page = client.get(f"/c/{case.pk}").content.decode()
    assert "归供水公司管" in page
    assert "这件事请找供水公司" in page
    assert "又来了" in page


def test_who_comes_second_is_told_and_saves_knowingly(case, client_of, director):
    client = client_of("worker")
    commands.move_case(director, case=case, state="doing", version=1, op=new_id())
    told = {"state": "done", "reason": "修好了", "answer": "yes"}
    late = post(client, f"/c/{case.pk}/close", version=1, **told)
    page = late.content.decode()
    assert late.status_code == 422
    assert "现在是“在办”" in page
    assert "修好了" in page
    assert 'name="version" value="2"' in page
    post(client, f"/c/{case.pk}/close", version=2, **told)
    assert case_now(case).state == "done"


def test_a_step_is_taken_back_from_the_toast(case, client_of):
    client = client_of("worker")
    page = client.post(f"/c/{case.pk}/take", {"op": str(new_id())}, follow=True).content.decode()
    undo = re.search(rf'action="(/c/{case.pk}/back\?op=[^"]+)"', page).group(1)
    client.post(undo)
    client.post(undo)
    assert Case.objects.get(pk=case.pk).state == "new"


def test_somebody_is_joined_and_parted(case, cast, client_of):
    client, volunteer = client_of("worker"), cast.person("volunteer")
    url = f"/c/{case.pk}/people?q={volunteer.name}"
    post(client, url, person=str(volunteer.pk), part="楼上")
    party = Party.objects.get(person=volunteer)
    assert "楼上" in client.get(f"/c/{case.pk}").content.decode()
    post(client, f"/c/people/{party.pk}/end")
    assert not Party.objects.filter(person=volunteer).exists()


def test_a_promise_is_made_in_a_matter_and_kept(case, client_of):
    client = client_of("worker")
    url = f"/promises/new?case={case.pk}"
    due = clock.today() + timedelta(days=3)
    post(client, url, what="清窨井", who="物业王经理", due=due.isoformat(), ring="team")
    promise = Promise.objects.get()
    assert "物业王经理：清窨井" in client.get(f"/c/{case.pk}").content.decode()
    assert "物业王经理：清窨井" in client.get("/c").content.decode()
    answer = post(client, f"/promises/{promise.pk}/keep")
    assert answer.headers["Location"] == f"/c/{case.pk}"
    assert Promise.objects.get().state == "kept"


def test_a_promise_that_would_never_come_up_is_asked_for_its_day(cast, client_of):
    client = client_of("worker")
    answer = post(client, "/promises/new", what="买节能灯", ring="team")
    assert "写个日子" in answer.content.decode()
    assert not Promise.objects.exists()
    post(client, "/promises/new", what="买节能灯", ring="team", due=clock.today().isoformat())
    assert Promise.objects.get().what == "买节能灯"


def test_a_promise_without_a_day_is_not_said_to_come_up(case, client_of):
    url = f"/promises/new?case={case.pk}"
    page = client_of("worker").post(url, {"what": "清窨井", "ring": "team", "op": str(new_id())}, follow=True)
    assert "没写哪天，所以不会列在今天里" in page.content.decode()
    assert "到日子会列在今天里" not in page.content.decode()


def test_a_promise_is_put_off_by_one_tap_or_a_day(cast, worker, client_of):
    promise = commands.make_promise(worker, what="回访", due=clock.today(), op=new_id())
    client, url = client_of("worker"), f"/promises/{promise.pk}/move"
    assert "选一个日子" in post(client, url).content.decode()
    tomorrow = clock.today() + timedelta(days=1)
    post(client, url, day=tomorrow.isoformat())
    assert Promise.objects.get().due == tomorrow
    post(client, url, due=(tomorrow + timedelta(days=9)).isoformat())
    assert Promise.objects.get().due == tomorrow + timedelta(days=9)


def test_today_leads_to_the_promise(cast, worker, client_of):
    wang = cast.person("wang")
    promise = commands.make_promise(
        worker, what="缴费单保存了吗", due=clock.today(), person=wang, op=new_id()
    )
    page = client_of("worker").get("/t").content.decode()
    assert f'href="/promises/{promise.pk}"' in page
    assert "今天到期" in page


def test_an_empty_list_says_so_and_a_narrowed_one_leads_back(cast, client_of):
    client = client_of("worker")
    assert "手上没有在办的事" in client.get("/c").content.decode()
    assert 'href="/c"' in client.get("/c?state=done&mine=1&code=noise").content.decode()


def test_the_narrow_ring_is_marked_and_hidden(cast, worker, client_of):
    told = {"title": "晚上有人敲门", "code": "family", "place": cast.home("115-402"), "ring": "secretary"}
    case = commands.open_case(worker, op=new_id(), **told)
    for role, status in (("worker", 200), ("secretary", 200), ("director", 404), ("mediator", 404)):
        assert client_of(role).get(f"/c/{case.pk}").status_code == status
    assert "晚上有人敲门" not in client_of("director").get("/c").content.decode()
    home = client_of("director").get(f"/h/{case.place_id}")
    assert "晚上有人敲门" not in home.content.decode()


def test_the_pages_of_a_person_cost_few_questions_more(
    cast, worker, client_of, django_assert_max_num_queries
):
    client, wang = client_of("worker"), cast.person("wang")
    client.get(f"/p/{wang.pk}")
    for n in range(6):
        commands.open_case(worker, title=f"第{n}件", people=[wang], op=new_id())
        commands.make_promise(worker, what=f"第{n}件去看", person=wang, op=new_id())
    with django_assert_max_num_queries(48):
        client.get(f"/p/{wang.pk}")
