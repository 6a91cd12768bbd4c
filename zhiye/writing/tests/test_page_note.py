"""The note with its drafts: who sees what, corrections, rings, the list, the print."""

from datetime import date

import pytest

from zhiye.journal import commands as journal
from zhiye.journal.models import Entry
from zhiye.kernel.ids import new_id

WORDS = "上午去看王奶奶，她说膝盖疼。"


@pytest.fixture
def browser(client_of):
    return client_of("worker")


@pytest.fixture
def write(worker):
    def written(text=WORDS, by=worker, **told):
        return journal.write_entry(by, text=text, written_on=date(2026, 11, 21), op=new_id(), **told)

    return written


@pytest.mark.parametrize(
    ("ring", "role", "status"),
    [
        ("team", "secretary", 200),
        ("team", "director", 200),
        ("secretary", "secretary", 200),
        ("secretary", "director", 404),
        ("own", "secretary", 404),
        ("team", "stranger", 404),
        ("team", "mediator", 404),
    ],
)
def test_who_opens_a_note(client_of, write, ring, role, status):
    assert client_of(role).get(f"/n/{write(ring=ring).pk}").status_code == status


def test_a_reflection_is_shown_to_its_writer_alone(client_of, browser, write):
    entry = write(reflection="今天有点累")
    assert "今天有点累" in browser.get(f"/n/{entry.pk}").content.decode()
    assert "今天有点累" not in client_of("secretary").get(f"/n/{entry.pk}").content.decode()


def test_a_correction_keeps_what_was_said_before(browser, write):
    entry = write()
    said = {"op": new_id(), "text": "改好了。", "written_on": "2026-11-20", "weather": "阴", "version": 1}
    assert browser.post(f"/n/{entry.pk}/edit", said).status_code == 302
    page = browser.get(f"/n/{entry.pk}").content.decode()
    assert "改好了。" in page
    assert "11月20日" in page
    assert "改过 1 次" in page


def test_a_correction_of_an_older_wording_shows_both(browser, worker, write):
    entry = write()
    journal.correct_entry(
        worker, entry=entry, text="先改的。", written_on=date(2026, 11, 21), version=1, op=new_id()
    )
    said = {"op": new_id(), "text": "后改的。", "written_on": "2026-11-21", "version": 1}
    answer = browser.post(f"/n/{entry.pk}/edit", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "先改的。" in page
    assert "后改的。" in page
    assert 'name="version" value="2"' in page
    assert browser.post(f"/n/{entry.pk}/edit", said | {"version": 2}).status_code == 302


def test_only_the_writer_corrects(client_of, write):
    assert client_of("secretary").get(f"/n/{write().pk}/edit").status_code == 403


def test_who_may_read_it_is_changed_at_one_tap(browser, write):
    entry = write()
    page = browser.post(f"/n/{entry.pk}/ring", {"op": new_id(), "ring": "secretary"}, follow=True)
    assert "改好了，仅我和书记能看。" in page.content.decode()


def test_the_list_shows_my_own_and_on_request_the_teams(client_of, browser, write, secretary):
    write()
    write("书记写的一笔。", secretary)
    write("书记自己的一页。", secretary, ring="own")
    own, team = browser.get("/notes").content.decode(), browser.get("/notes?team=1").content.decode()
    assert WORDS[:6] in own
    assert "书记写的一笔。" not in own
    assert "书记写的一笔。" in team
    assert "书记自己的一页。" not in team


def test_the_list_is_searched_by_words(browser, write):
    write()
    write("楼道灯坏了。")
    page = browser.get("/notes?q=楼道灯").content.decode()
    assert "楼道灯坏了。" in page
    assert WORDS[:6] not in page
    assert "换两个字再找" in browser.get("/notes?q=没有的字").content.decode()


def test_the_list_goes_on_over_pages(browser, write):
    for number in range(31):
        write(f"第{number}笔。")
    page = browser.get("/notes").content.decode()
    assert "第0笔。" not in page
    cursor = page.split('rel="next" href="?&amp;c=')[1].split('"')[0]
    assert "第0笔。" in browser.get(f"/notes?c={cursor}").content.decode()


def test_the_print_leaves_reflections_out_unless_asked(browser, write, secretary):
    write(reflection="今天有点累")
    write("书记写的一笔。", secretary)
    page = browser.get("/notes/sheet").content.decode()
    assert WORDS in page
    assert "今天有点累" not in page
    assert "书记写的一笔。" not in page
    assert "今天有点累" in browser.get("/notes/sheet?reflections=1").content.decode()


def test_a_long_note_asks_no_more_questions_than_a_short_one(browser, write, django_assert_max_num_queries):
    entry = write(
        "上午去看115号402室的王奶奶，她说膝盖疼，想学用手机付钱。楼道灯坏了，物业答应周五修好。" * 5
    )
    browser.post(f"/n/{entry.pk}/read", {"op": new_id()})
    with django_assert_max_num_queries(22):
        browser.get(f"/n/{entry.pk}")


def test_nothing_is_kept_of_a_note_that_could_not_be_read_but_the_note(browser, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("the reader fell over")

    monkeypatch.setattr("zhiye.drafts.commands.make", broken)
    said = {"op": new_id(), "text": WORDS, "written_on": "2026-11-21", "ring": "team", "then": "drafts"}
    page = browser.post("/n", said, follow=True).content.decode()
    assert "这次没有整理出来" in page
    assert Entry.objects.get().text == WORDS
