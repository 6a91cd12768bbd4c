"""/b/<id>: a building, its layers, units, neighbours, paper."""

import pytest

from zhiye.kernel.ids import new_id


def page(browser, place, query=""):
    return browser.get(f"/b/{place.pk}{query}").content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("worker", 200), ("grid_worker", 200), ("building_helper", 200), ("mediator", 200)]
    + [("stranger", 404), ("street_officer", 404), ("supervisor", 404), ("administrator", 404)],
)
def test_who_opens_a_building(client_of, cast, role, status):
    assert client_of(role).get(f"/b/{cast.building('115').pk}").status_code == status


def test_a_home_is_not_a_building(client_of, cast):
    assert client_of("worker").get(f"/b/{cast.home('115-402').pk}").status_code == 404


def test_care_comes_first_and_gives_no_reason(client_of, cast):
    text = page(client_of("worker"), cast.building("115"))
    assert "1 户要多关照，一共 12 户。" in text
    assert "◆ 1 人" in text
    assert "独居" not in text
    assert "王桂珍" not in text


def test_the_other_layers(client_of, cast):
    browser = client_of("worker")
    assert "6 户空着" in page(browser, cast.building("115"), "?layer=living")
    assert "租住 1 户" in page(browser, cast.building("115"), "?layer=tenure")


def test_an_unknown_layer_or_unit_falls_back(client_of, cast):
    assert "要多关照" in page(client_of("worker"), cast.building("3"), "?layer=nonsense&unit=99")


def test_a_helper_gets_no_care_layer(client_of, cast):
    text = page(client_of("building_helper"), cast.building("115"), "?layer=care")
    assert "关照" not in text
    assert "居住" in text


def test_units_are_blocks_and_one_can_be_chosen(client_of, cast):
    browser, building = client_of("worker"), cast.building("3")
    both = page(browser, building)
    assert both.count('role="grid"') == 2
    one = page(browser, building, "?unit=2")
    assert one.count('role="grid"') == 1
    assert str(cast.home("3-2-401").pk) in one
    assert str(cast.home("3-1-202").pk) not in one


def test_the_neighbouring_buildings_are_one_tap_away(client_of, cast):
    text = page(client_of("worker"), cast.building("3"))
    assert f'rel="next" href="/b/{cast.building("115").pk}"' in text
    assert 'rel="prev"' not in text


def test_paper_has_no_names_and_says_who_printed_it(client_of, cast):
    text = client_of("worker").get(f"/b/{cast.building('115').pk}/sheet").content.decode()
    assert cast.user("shegong").name in text
    assert "王桂珍" not in text


def test_buttons_for_editors_only(client_of, cast):
    assert "不再有这幢楼" in page(client_of("worker"), cast.building("115"))
    assert "不再有这幢楼" not in page(client_of("grid_worker"), cast.building("115"))


def test_a_page_costs_the_same_however_many_homes(client_of, cast, make, django_assert_max_num_queries):
    browser, building = client_of("worker"), cast.building("115")
    make.home("115-701")
    make.home("115-702")
    with django_assert_max_num_queries(40):
        page(browser, building)


def test_a_grid_drawn_today_is_told(client_of, cast):
    browser, building = client_of("worker"), cast.building("115")
    grid = cast.place("grid", name="第2网格")
    answer = browser.post(f"/b/{building.pk}/cover", {"overlay": grid.pk, "op": new_id()})
    assert answer.url == f"/b/{building.pk}"
    assert "第2网格" in page(browser, building)
