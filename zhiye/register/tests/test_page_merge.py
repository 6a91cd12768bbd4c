"""Joining two files, and taking it back."""

import pytest

from zhiye.flows.models import Merge
from zhiye.kernel.ids import new_id


@pytest.fixture
def pair(cast):
    return cast.person("chen_wife"), cast.person("chen_wife_again")


def join(browser, pair, **values):
    kept, gone = pair
    return browser.post(f"/p/{kept.pk}/merge/{gone.pk}", {"op": new_id()} | values, follow=True)


@pytest.mark.parametrize(
    ("role", "status"),
    [("worker", 200), ("director", 200), ("grid_worker", 404), ("stranger", 404), ("mediator", 404)],
)
def test_who_joins(client_of, pair, role, status):
    kept, gone = pair
    browser = client_of(role)
    assert browser.get(f"/p/{kept.pk}/merge").status_code == status
    assert browser.get(f"/p/{kept.pk}/merge/{gone.pk}").status_code == status


def test_the_other_file_is_found_by_door(client_of, pair):
    kept, gone = pair
    text = client_of("worker").get(f"/p/{kept.pk}/merge?q=张丽").content.decode()
    assert f"/p/{kept.pk}/merge/{gone.pk}" in text
    assert f"/p/{kept.pk}/merge/{kept.pk}" not in text


def test_differences_are_marked_and_covered_values_stay_covered(client_of, pair):
    kept, gone = pair
    text = client_of("worker").get(f"/p/{kept.pk}/merge/{gone.pk}").content.decode()
    assert "<mark>张丽苹</mark>" in text
    assert "<mark>115-201</mark>" not in text
    assert "154****0202" in text
    assert "15400000202" not in text


def test_joined_and_undone_from_the_toast(client_of, pair):
    browser = client_of("worker")
    kept, gone = pair
    text = join(browser, pair, reason="本人来看过").content.decode()
    assert "合成一份了。" in text
    assert "并进来的资料" in text
    assert "已并入另一份" in browser.get(f"/p/{gone.pk}").content.decode()
    merge = Merge.objects.get()
    assert f"/p/merge/{merge.pk}/undo" in text
    browser.post(f"/p/merge/{merge.pk}/undo", {"op": new_id()})
    assert "已并入另一份" not in browser.get(f"/p/{gone.pk}").content.decode()


def test_sent_twice_is_joined_once(client_of, pair):
    browser, op = client_of("worker"), new_id()
    join(browser, pair, op=op)
    assert join(browser, pair, op=op).status_code == 200
    assert Merge.objects.count() == 1


def test_a_file_with_itself_is_refused_with_a_sentence(client_of, pair):
    kept, _gone = pair
    assert "这是同一份资料" in join(client_of("worker"), (kept, kept)).content.decode()


def test_a_stranger_undoes_nothing(client_of, pair):
    join(client_of("worker"), pair)
    merge = Merge.objects.get()
    assert client_of("stranger").post(f"/p/merge/{merge.pk}/undo", {"op": new_id()}).status_code == 404
