"""Adding and ending places through the pages."""

import pytest

from zhiye.kernel.ids import new_id
from zhiye.places.models import Place


def test_a_home_is_added_with_its_floor(client_of, cast):
    browser, building = client_of("worker"), cast.building("115")
    answer = browser.post(f"/b/{building.pk}/add/home", {"code": "703", "op": new_id()}, follow=True)
    made = cast.home("115-703")
    assert made.floor == 7
    assert answer.redirect_chain == [(f"/h/{made.pk}", 302)]
    assert "添上了703室。" in answer.content.decode()


def test_a_building_with_lift(client_of, cast):
    browser, estate = client_of("worker"), cast.place("estate", name="梧桐花园")
    values = {"code": "7", "floors": "11", "lift": "yes", "op": new_id()}
    browser.post(f"/b/{estate.pk}/add/building", values)
    made = cast.building("7")
    assert (made.floors, made.lift, made.parent) == (11, True, estate)


def test_sent_twice_is_added_once(client_of, cast):
    browser, building = client_of("worker"), cast.building("115")
    values = {"code": "704", "op": new_id()}
    first, second = (browser.post(f"/b/{building.pk}/add/home", values) for _n in range(2))
    assert first.url == second.url
    assert Place.objects.filter(door="115-704").count() == 1


def test_a_taken_number_keeps_what_was_typed(client_of, cast):
    browser, building = client_of("worker"), cast.building("115")
    text = browser.post(f"/b/{building.pk}/add/home", {"code": "402", "op": new_id()}).content.decode()
    assert "已经有“402”了" in text
    assert 'value="402"' in text


def test_an_empty_form_says_what_to_write(client_of, cast):
    text = (
        client_of("worker").post(f"/b/{cast.building('115').pk}/add/home", {"op": new_id()}).content.decode()
    )
    assert "写一下室号。" in text


@pytest.mark.parametrize("kind", ["street", "estate", "nonsense"])
def test_a_kind_that_cannot_stand_there_is_not_a_page(client_of, cast, kind):
    assert client_of("worker").get(f"/b/{cast.building('115').pk}/add/{kind}").status_code == 404


@pytest.mark.parametrize(("role", "status"), [("worker", 200), ("grid_worker", 403), ("stranger", 404)])
@pytest.mark.parametrize("page", ["add/home", "end", "cover", "rename", "move"])
def test_who_changes_a_building(client_of, cast, role, status, page):
    assert client_of(role).get(f"/b/{cast.building('115').pk}/{page}").status_code == status


def test_a_home_in_which_somebody_lives_does_not_end(client_of, cast):
    browser, home = client_of("worker"), cast.home("115-402")
    values = {"on": "2026-11-21", "reason": "打通了", "op": new_id()}
    text = browser.post(f"/b/{home.pk}/end", values).content.decode()
    assert "里面还住着 1 人" in text
    assert cast.home("115-402").valid_to is None


def test_an_empty_home_ends(client_of, cast, make):
    browser, home = client_of("worker"), make.home("115-705")
    browser.post(f"/b/{home.pk}/end", {"on": "2026-11-21", "reason": "打通了", "op": new_id()})
    home.refresh_from_db()
    assert home.valid_to.isoformat() == "2026-11-21"


def test_a_day_that_does_not_exist_is_explained(client_of, cast, make):
    home = make.home("115-706")
    values = {"on": "2026-02-30", "reason": "打通了", "op": new_id()}
    text = client_of("worker").post(f"/b/{home.pk}/end", values).content.decode()
    assert "没有这一天" in text
    assert "打通了" in text
