"""Pages of the course of a matter: rung, asked, closed, up again, more time, one with its twin, split; its notes."""

import re
from datetime import timedelta

import pytest

from zhiye.audit.models import Look
from zhiye.cases import commands
from zhiye.cases.models import Case, Extension, Reply
from zhiye.journal.models import Entry
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast, worker) -> Case:
    told = {
        "title": "29号楼前积水",
        "code": "sanitation.smell",
        "place": cast.home("115-402"),
        "source": "hotline",
    }
    due = clock.now() + timedelta(hours=3)
    made = commands.open_case(worker, people=[cast.person("wang")], due_at=due, op=new_id(), **told)
    return commands.take_case(worker, case=made, op=new_id())


def post(client, url, **values):
    return client.post(url, {"op": str(new_id())} | values)


def now(case) -> Case:
    return Case.objects.get(pk=case.pk)


def undo_in(client, case) -> str:
    page = client.get(f"/c/{case.pk}").content.decode()
    return re.search(r'<form method="post" action="([^"]+\?op=[^"]+)"', page).group(1)


def test_the_page_says_who_is_to_do_what_by_when(case, client_of):
    page = client_of("worker").get(f"/c/{case.pk}").content.decode()
    for words in ("先联系来电人", "剩 3 小时", "12:30前", "12345", "联系上了", "没联系上", "居民能看到"):
        assert words in page, words


def test_an_attempt_is_one_tap_and_can_be_taken_back(case, client_of):
    client = client_of("worker")
    post(client, f"/c/{case.pk}/reply", kind="first", reached="no")
    assert "没联系上 1 次" in client.get(f"/c/{case.pk}").content.decode()
    post(client, f"/c/{case.pk}/reply", kind="first", reached="yes")
    assert now(case).contacted_at is not None
    client.post(undo_in(client, case))
    assert now(case).contacted_at is None
    assert Reply.objects.filter(undone_at=None).count() == 1


def test_a_whole_number_leaves_a_look_that_names_the_matter(case, cast, make, client_of):
    client, way = client_of("worker"), make.way(cast.person("wang"), "15400007777")
    assert "15400007777" not in client.get(f"/c/{case.pk}").content.decode()
    answer = post(client, f"/c/{case.pk}/call/{way.pk}")
    assert "15400007777" in client.get(answer.headers["Location"]).content.decode()
    look = Look.objects.get()
    assert case.number in look.reason
    assert "15400007777" not in client_of("director").get(answer.headers["Location"]).content.decode()


def test_closing_waits_for_the_residents_answer(case, client_of):
    client = client_of("worker")
    told = {"state": "done", "reason": "窨井清好了", "version": case.version}
    assert "没问的，选为什么没问" in post(client, f"/c/{case.pk}/close", **told).content.decode()
    post(client, f"/c/{case.pk}/close", answer="later", **told)
    assert now(case).state == "asking"
    assert "29号楼前积水" in client.get("/c/callbacks").content.decode()
    assert "29号楼前积水" not in client_of("stranger").get("/c/callbacks").content.decode()


def test_an_unchanged_sentence_follows_the_ending(case, client_of):
    told = {"state": "cannot", "reason": "归水务管", "answer": "no", "public_line": "办好了。"}
    post(client_of("worker"), f"/c/{case.pk}/close", version=case.version, **told)
    assert "居委会办不了" in client_of("worker").get(f"/c/{case.pk}").content.decode()


def test_not_solved_opens_it_again_and_says_who_has_it(case, client_of):
    client = client_of("worker")
    post(client, f"/c/{case.pk}/close", state="done", answer="later", version=case.version)
    page = client.post(
        f"/c/{case.pk}/callback?list=1",
        {"op": str(new_id()), "answer": "no", "words": "一下雨又积水", "satisfied": ""},
        follow=True,
    )
    assert "又打开了，在" in page.content.decode()
    assert page.redirect_chain[-1][0] == "/c/callbacks"
    assert now(case).state == "again"
    assert "一下雨又积水" in client.get(f"/c/{case.pk}").content.decode()


def test_up_again_is_one_tap_with_a_way_back(case, client_of):
    client = client_of("worker")
    post(client, f"/c/{case.pk}/close", state="done", answer="yes", version=case.version)
    post(client, f"/c/{case.pk}/again", version=now(case).version)
    assert (now(case).state, now(case).number) == ("again", case.number)
    client.post(undo_in(client, case))
    assert now(case).state == "done"


def test_more_time_is_asked_for_and_agreed_to(case, cast, client_of):
    client, was = client_of("worker"), case.due_at
    told = {"days": "2", "reason": "等雨停", "told_caller": "on", "version": case.version}
    post(client, f"/c/{case.pk}/extend", approved_by=str(cast.user("shuji").pk), **told)
    asked = Extension.objects.get()
    assert now(case).due_at == was
    assert "想延到" in client.get(f"/c/{case.pk}").content.decode()
    assert post(client, f"/c/extension/{asked.pk}/agree").status_code == 403
    secretary = client_of("secretary")
    assert (
        "写一句为什么不同意" in post(secretary, f"/c/extension/{asked.pk}/refuse", answer="").content.decode()
    )
    post(secretary, f"/c/extension/{asked.pk}/agree")
    assert now(case).due_at > was
    assert f"（{cast.user('shuji').name}同意，已告诉居民）" in client.get(f"/c/{case.pk}").content.decode()


def test_two_ticked_matters_become_one_and_apart_again(case, cast, worker, client_of):
    client = client_of("worker")
    twin = commands.open_case(worker, title="楼前又积水", place=cast.home("115-402"), op=new_id())
    assert 'type="checkbox"' in client.get("/c?pick=1").content.decode()
    assert client.get(f"/c/merge?one={case.pk}").headers["Location"] == "/c?pick=1"
    url = f"/c/merge?one={case.pk}&one={twin.pk}"
    page = client.get(url).content.decode()
    versions = re.search(r'name="versions" value="([^"]+)"', page).group(1)
    answer = post(client, url, stays=str(case.pk), versions=versions)
    assert answer.headers["Location"] == f"/c/{case.pk}"
    assert now(twin).into_id == case.pk
    client.post(undo_in(client, case))
    assert now(twin).into_id is None


def test_a_part_becomes_a_matter_of_its_own(case, cast, client_of):
    client, wang = client_of("worker"), cast.person("wang")
    told = {"title": "王家墙角发霉", "code": "repair.leak", "people": str(wang.pk), "reason": "两件事"}
    answer = post(client, f"/c/{case.pk}/split", **told)
    made = Case.objects.get(title="王家墙角发霉")
    assert answer.headers["Location"] == f"/c/{made.pk}"
    assert made.split_from_id == case.pk


def test_another_matter_is_found_by_its_number(case, cast, worker, client_of):
    twin = commands.open_case(worker, title="楼前又积水", op=new_id())
    page = client_of("worker").get(f"/c/{case.pk}/twins?q={twin.number[-3:]}").content.decode()
    assert f"one={twin.pk}" in page


def test_what_is_open_in_the_building_is_offered_though_it_is_said_in_other_words(cast, worker, client_of):
    told = {"place": cast.building("115"), "op": new_id()}
    lamp = commands.open_case(worker, title="三楼到四楼的灯坏脱了，夜里看勿见", **told)
    same = commands.open_case(worker, title="楼道黑咕隆咚", **(told | {"op": new_id()}))
    away = commands.open_case(worker, title="楼道灯不亮", place=cast.building("3"), op=new_id())
    page = client_of("worker").get(f"/c/{lamp.pk}/twins").content.decode()
    assert "同一幢楼还没办完的" in page
    assert f"one={same.pk}" in page
    assert f"one={away.pk}" not in page


def test_a_note_begun_in_a_matter_is_saved_though_the_matter_moved(case, director, client_of):
    client = client_of("worker")
    page = client.get(f"/n?case={case.pk}").content.decode()
    assert f'name="case" value="{case.pk}"' in page
    commands.move_case(
        director, case=case, state="waiting", reason="等物业", version=case.version, op=new_id()
    )
    told = {"text": "窨井盖下面全是落叶", "written_on": "2026-11-21", "ring": "team", "case": str(case.pk)}
    post(client, "/n", then="only", **told)
    entry = Entry.objects.get()
    assert "窨井盖下面全是落叶" in client.get(f"/c/{case.pk}").content.decode()
    assert f"/c/{case.pk}" in client.get(f"/n/{entry.pk}").content.decode()


def test_a_note_is_saved_even_when_its_matter_was_withdrawn_meanwhile(case, director, client_of):
    commands.withdraw_case(director, case=case, op=new_id())
    told = {"text": "窨井盖下面全是落叶", "written_on": "2026-11-21", "ring": "team", "case": str(case.pk)}
    assert post(client_of("worker"), "/n", then="only", **told).status_code == 302
    assert Entry.objects.get().text == "窨井盖下面全是落叶"


def test_the_sentence_for_the_resident_holds_no_name(case, cast, client_of):
    client, wang = client_of("worker"), cast.person("wang")
    refused = post(client, f"/c/{case.pk}/line", line=f"已经去{wang.name}家看过")
    assert refused.status_code == 422
    post(client, f"/c/{case.pk}/line", line="已经去看过，周五清窨井。")
    assert now(case).public_line == "已经去看过，周五清窨井。"


def test_the_brief_leads_back_to_each_record(case, worker, client_of):
    commands.make_promise(worker, what="清窨井", who="物业王经理", case=case, due=clock.today(), op=new_id())
    commands.note_reply(worker, case=case, kind="first", words="门口水到脚踝", op=new_id())
    page = client_of("worker").get(f"/c/{case.pk}/brief").content.decode()
    for words in ("29号楼前积水", "物业王经理：清窨井", "门口水到脚踝", "内部"):
        assert words in page, words
    story = client_of("worker").get(f"/c/{case.pk}").content.decode()
    anchors = set(re.findall(rf"/c/{case.pk}#([\w-]+)", page))
    assert anchors <= set(re.findall(r'id="([\w-]+)"', story))


def test_the_list_shows_the_one_that_is_open_beside_it(case, client_of):
    page = client_of("worker").get(f"/c?open={case.pk}&source=hotline&late=").content.decode()
    assert "打开整页" in page
    assert "打开整页" not in client_of("worker").get(f"/c?open={new_id()}").content.decode()
    assert "没有这样的事" in client_of("worker").get("/c?late=1").content.decode()


def test_what_is_over_time_is_one_tap_away_with_its_number(case, client_of):
    browser = client_of("worker")
    assert "过了时限" not in browser.get("/c").content.decode().split("</nav>")[1]
    Case.objects.filter(pk=case.pk).update(due_at=clock.now() - timedelta(hours=1))
    page = browser.get("/c").content.decode()
    assert 'href="?late=1">过了时限 1</a>' in page
    late = browser.get("/c?late=1").content.decode()
    assert 'aria-current="true">过了时限 1</a>' in late
    assert case.title in late


def test_a_new_matter_that_looks_like_one_in_hand_is_asked_about_and_nothing_typed_is_lost(
    case, cast, client_of
):
    client = client_of("worker")
    told = {
        "title": "29号楼前又积水",
        "code": "safety",
        "home": "115-402",
        "source": "counter",
        "nature": "help",
    }
    asked = post(client, "/c/new", ring="team", **told).content.decode()
    assert "像是已经有了" in asked
    assert case.number in asked
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', asked))
    assert {name: kept[name] for name in told} == told
    client.post("/c/new", kept)
    assert Case.objects.get(title="29号楼前又积水").place == cast.home("115-402")
    assert "像是同一件" in client.get("/c").content.decode()


def test_moves_of_one_day_stand_in_the_order_in_which_they_were_made(case, worker, client_of):
    told = {"reason": "等物业来看", "version": now(case).version, "op": new_id()}
    waiting = commands.move_case(worker, case=now(case), state="waiting", **told)
    told = {"reason": "物业来过了", "version": waiting.version, "op": new_id()}
    commands.move_case(worker, case=waiting, state="doing", **told)
    page = client_of("worker").get(f"/c/{case.pk}").content.decode()
    story = page[page.index("来龙去脉") :]
    assert story.index("物业来过了") < story.index("等物业来看") < story.index("记下这件事")


def test_a_move_without_a_sentence_names_who_made_it_and_no_empty_brackets(case, client_of, cast):
    page = client_of("worker").get(f"/c/{case.pk}").content.decode()
    assert f"<span>（{cast.user('shegong').name}）" not in page
    assert f"（{cast.user('shegong').name}）" not in re.sub(r"\s+", "", page[page.index("来龙去脉") :])
