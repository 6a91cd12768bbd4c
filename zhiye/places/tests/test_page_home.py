"""/h/<id>: who lives in a home, who owns it, who lived there."""

import pytest

from zhiye.kernel.ids import new_id
from zhiye.people import commands


def page(browser, home):
    return browser.get(f"/h/{home.pk}").content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("worker", 200),
        ("building_helper", 200),
        ("mediator", 200),
        ("stranger", 404),
        ("street_officer", 404),
    ],
)
def test_who_opens_a_home(client_of, cast, role, status):
    assert client_of(role).get(f"/h/{cast.home('115-402').pk}").status_code == status


def test_a_building_is_not_a_home(client_of, cast):
    assert client_of("worker").get(f"/h/{cast.building('115').pk}").status_code == 404


def test_the_household_head_first_with_ages(client_of, cast):
    text = page(client_of("worker"), cast.home("115-201"))
    assert text.index("陈国良") < text.index("张丽萍")
    assert "户主 · 62 岁" in text


def test_owners_with_share_and_area(client_of, cast):
    text = page(client_of("worker"), cast.home("115-302"))
    assert "独有 · 72.3 平方米（产证）" in text


def test_registered_elsewhere_is_marked(client_of, cast):
    assert "人户分离" in page(client_of("worker"), cast.home("3-1-202"))


def test_a_helper_sees_the_form_of_address_and_nothing_else(client_of, cast):
    text = page(client_of("building_helper"), cast.home("115-402"))
    assert "王奶奶" in text
    for hidden in ("王桂珍", "84 岁", "户主", "自住", "平方米", "154****"):
        assert hidden not in text


def test_who_lived_there_is_told_to_those_who_open_files(client_of, cast, worker):
    moved = cast.person("below")
    commands.house_person(worker, person=moved, home=cast.home("115-101"), op=new_id())
    assert "以前住过" in page(client_of("worker"), cast.home("115-502"))
    assert "以前住过" not in page(client_of("building_helper"), cast.home("115-502"))


def test_an_empty_home_offers_to_register_somebody_there(client_of, cast, make):
    home = make.home("115-707")
    text = page(client_of("worker"), home)
    assert "没有登记谁住这里。" in text
    assert f"/p/new?home={home.pk}" in text
