"""/p/<id>/edit: correcting what is held, also when two do it at once."""

import re

import pytest

from zhiye.kernel.ids import new_id
from zhiye.people import commands, fields
from zhiye.people.models import Person, RivalValue


@pytest.fixture
def browser(client_of):
    return client_of("worker")


@pytest.fixture
def wang(cast):
    return cast.person("wang")


def as_drawn(browser, person):
    """What the page would send when nothing is touched."""
    form = browser.get(f"/p/{person.pk}/edit").context["form"]
    return {name: form[name].value() or "" for name in form.fields if name != "drop_id_number"}


def send(browser, person, values):
    return browser.post(f"/p/{person.pk}/edit", values, follow=True).content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [("worker", 200), ("grid_worker", 200), ("mediator", 403), ("stranger", 404)]
)
def test_who_corrects(client_of, wang, role, status):
    assert client_of(role).get(f"/p/{wang.pk}/edit").status_code == status


def test_the_id_number_is_not_in_the_page(browser, wang):
    text = browser.get(f"/p/{wang.pk}/edit").content.decode()
    assert fields.value(wang, "id_number") not in text
    assert re.search(r'name="id_number"[^>]*value=', text) is None


def test_nothing_touched_changes_nothing(browser, wang):
    before = {field: fields.value(wang, field) for field in fields.FIELDS}
    send(browser, wang, as_drawn(browser, wang))
    after = Person.objects.get(pk=wang.pk)
    assert {field: fields.value(after, field) for field in fields.FIELDS} == before
    assert after.version == wang.version


def test_one_field_is_changed_and_the_rest_stays(browser, wang):
    text = send(browser, wang, as_drawn(browser, wang) | {"called": "阿婆", "birth": "1942年3月"})
    assert "改好了。" in text
    after = Person.objects.get(pk=wang.pk)
    assert (after.called, after.birth.isoformat(), after.birth_precision) == ("阿婆", "1942-03-01", "month")
    assert fields.value(after, "id_number") == fields.value(wang, "id_number")


def test_a_new_id_number_replaces_and_a_tick_removes(browser, wang):
    send(browser, wang, as_drawn(browser, wang) | {"id_number": "X12345"})
    assert fields.value(Person.objects.get(pk=wang.pk), "id_number") == "X12345"
    send(browser, wang, as_drawn(browser, wang) | {"drop_id_number": "on"})
    assert fields.value(Person.objects.get(pk=wang.pk), "id_number") == ""


def test_two_at_once_keeps_both_for_a_choice(browser, wang, director):
    drawn = as_drawn(browser, wang)
    commands.correct_person(director, person=wang, values={"note": "膝盖疼"}, seen={"note": ""}, op=new_id())
    text = send(browser, wang, drawn | {"note": "腰疼"})
    assert "两个都留着，您选一个" in text
    assert Person.objects.get(pk=wang.pk).note == "膝盖疼"
    assert RivalValue.objects.get(person=wang).value == "腰疼"


def test_two_id_numbers_at_once_are_both_kept(browser, wang, director):
    drawn = as_drawn(browser, wang)
    commands.correct_person(director, person=wang, values={"id_number": "X12345"}, seen={}, op=new_id())
    text = send(browser, wang, drawn | {"id_number": "Y67890"})
    assert fields.value(Person.objects.get(pk=wang.pk), "id_number") == "X12345"
    assert "写的证件号" in text
    assert "Y67890" not in text


def test_lines_of_a_note_survive_the_browser(browser, wang, worker):
    commands.correct_person(worker, person=wang, values={"note": "一\n二"}, seen={"note": ""}, op=new_id())
    drawn = {
        k: v.replace("\n", "\r\n") if isinstance(v, str) else v for k, v in as_drawn(browser, wang).items()
    }
    send(browser, wang, drawn)
    assert Person.objects.get(pk=wang.pk).note == "一\n二"
    assert not RivalValue.objects.exists()


def test_an_empty_name_is_explained_and_the_rest_stays(browser, wang):
    text = send(browser, wang, as_drawn(browser, wang) | {"name": "", "note": "说话慢一点"})
    assert "写一下姓名。" in text
    assert "说话慢一点" in text


def test_choosing_twice_is_told(browser, wang, worker):
    for note in ("膝盖疼", "腰疼"):
        commands.correct_person(worker, person=wang, values={"note": note}, seen={"note": ""}, op=new_id())
    rival = RivalValue.objects.get(person=wang)
    browser.post(f"/p/rival/{rival.pk}", {"keep": "no", "op": new_id()})
    answer = browser.post(f"/p/rival/{rival.pk}", {"keep": "yes", "op": new_id()})
    assert answer.status_code == 422
    assert "已经有人选过了" in answer.content.decode()
