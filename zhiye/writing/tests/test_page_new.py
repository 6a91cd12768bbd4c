"""记一笔: what the page knows beforehand, what it saves, what it refuses without losing a letter."""

import pytest

from zhiye.journal import commands as journal
from zhiye.journal.models import About, Entry
from zhiye.kernel.ids import new_id

WORDS = "上午去看王奶奶，她说膝盖疼。"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def browser(client_of):
    return client_of("worker")


def send(browser, words=WORDS, headers=None, **values):
    typed = {"op": new_id(), "text": words, "written_on": "2026-11-21", "ring": "team", "then": "only"}
    return browser.post("/n", typed | values, **(headers or {}))


@pytest.mark.parametrize(("role", "status"), [("worker", 200), ("grid_worker", 200), ("mediator", 403)])
def test_who_writes(client_of, role, status):
    assert client_of(role).get("/n").status_code == status


def test_the_page_knows_the_day_and_the_weather_said_before(browser, worker):
    assert "11月21日 星期六" in browser.get("/n").content.decode()
    send(browser, weather="小雨")
    assert 'name="weather" value="小雨"' in browser.get("/n").content.decode()


def test_a_note_is_saved_with_all_that_was_typed(browser):
    answer = send(browser, weather="晴", ring="secretary", reflection="今天有点累")
    entry = Entry.objects.get()
    assert answer.headers["Location"] == f"/n/{entry.pk}"
    assert (entry.text, entry.weather, entry.ring, entry.reflection) == (
        WORDS,
        "晴",
        "secretary",
        "今天有点累",
    )


def test_what_was_saved_by_mistake_is_taken_back(browser):
    send(browser)
    entry = Entry.objects.get()
    page = browser.get(f"/n/{entry.pk}").content.decode()
    assert f'action="/n/{entry.pk}/remove' in page
    page = browser.post(f"/n/{entry.pk}/remove", {"op": new_id()}, follow=True).content.decode()
    assert f'action="/n/{entry.pk}/restore' in page
    assert browser.get(f"/n/{entry.pk}").status_code == 404
    browser.post(f"/n/{entry.pk}/restore", {"op": new_id()})
    assert browser.get(f"/n/{entry.pk}").status_code == 200


def test_the_same_gesture_saves_once(browser):
    op = new_id()
    assert send(browser, op=op).headers["Location"] == send(browser, op=op).headers["Location"]
    assert Entry.objects.count() == 1


def test_other_words_under_a_saved_gesture_are_not_lost(browser):
    op = new_id()
    send(browser, op=op)
    answer = send(browser, "后来又写的。", op=op)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "后来改的还没有存" in page
    assert "后来又写的。" in page
    assert f'name="op" value="{op}"' not in page


def test_the_script_is_given_a_fresh_gesture_for_them(browser):
    op = new_id()
    send(browser, op=op, headers=JSON)
    told = send(browser, "后来又写的。", op=op, headers=JSON).json()
    assert told["op"] != str(op)
    assert "还没有存" in told["told"]
    assert "url" in send(browser, "后来又写的。", op=told["op"], headers=JSON).json()
    assert Entry.objects.count() == 2


def test_a_note_sent_again_after_it_was_corrected_is_still_the_same(browser, worker):
    op = new_id()
    send(browser, op=op)
    entry = Entry.objects.get()
    said = {"text": "改过的。", "written_on": entry.written_on, "version": 1}
    journal.correct_entry(worker, entry=entry, **said, op=new_id())
    assert send(browser, op=op, headers=JSON).json() == {"url": f"/n/{entry.pk}"}


@pytest.mark.parametrize("words", ["", " \n　", "\u200b", "长" * 20_001])
def test_what_is_refused_stays_on_the_page(browser, words):
    answer = send(browser, words, reflection="体会")
    assert answer.status_code == 422
    assert words.strip("\n") in answer.content.decode()
    assert "体会</textarea>" in answer.content.decode()
    assert not Entry.objects.exists()


def test_another_accounts_words_are_not_saved_as_mine(browser, cast):
    other = {"HTTP_X_TYPED_BY": f"user:{cast.user('shuji').pk}"}
    answer = send(browser, headers=JSON | other)
    assert (answer.status_code, answer.json()["login"]) == (409, True)
    assert not Entry.objects.exists()


def test_a_note_begins_with_the_person_it_is_about(browser, cast):
    person = cast.person("wang")
    page = browser.get(f"/n?person={person.pk}").content.decode()
    assert "王奶奶（115-402）" in page
    assert f'name="home" value="{person.home_id}"' in page


def test_a_note_begun_at_a_home_is_about_it(browser, cast):
    home = cast.home("115-402")
    send(browser, home=home.pk)
    assert Entry.objects.get().path == home.path
    assert About.objects.get().place_id == home.pk


def test_a_home_of_the_neighbours_is_not_there(client_of, cast):
    assert client_of("stranger").get(f"/n?home={cast.home('115-402').pk}").status_code == 404


def test_people_and_homes_lead_to_a_note(browser, cast):
    person = cast.person("wang")
    assert f"/n?person={person.pk}" in browser.get(f"/p/{person.pk}").content.decode()
    assert f"/n?home={person.home_id}" in browser.get(f"/h/{person.home_id}").content.decode()
