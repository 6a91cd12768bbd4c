"""Moving, leaving and coming back, through the pages."""

import re

import pytest

from zhiye.kernel.ids import new_id
from zhiye.people.models import Person, Residence


@pytest.fixture
def browser(client_of):
    return client_of("worker")


def send(browser, address, **values):
    return browser.post(address, {"op": new_id()} | values, follow=True).content.decode()


def test_somebody_moves_and_the_old_home_is_remembered(browser, cast):
    person = cast.person("tenant")
    told = {"home": "115-502", "since": "2026-11-01", "lives_here": "yes", "tenure": "rent", "moves": "on"}
    text = send(browser, f"/p/{person.pk}/move", **told)
    assert "住处记好了：115-502。" in text
    assert "以前住 115-302" in text
    assert cast.person("tenant").home == cast.home("115-502")


def test_another_home_beside_the_first(browser, cast):
    person = cast.person("tenant")
    send(browser, f"/p/{person.pk}/move", home="115-502", lives_here="no", registered_here="yes")
    assert cast.person("tenant").home == cast.home("115-302")
    assert Residence.objects.filter(person=person, until=None).count() == 2


def test_a_second_head_of_the_household_is_explained(browser, cast):
    text = send(browser, f"/p/{cast.person('chen_wife').pk}/move", home="115-201", relation="02", moves="on")
    assert "115-201" in text


def test_a_home_must_be_written(browser, cast):
    assert "写一下住在哪里。" in send(browser, f"/p/{cast.person('tenant').pk}/move", home="")


def test_a_residence_ends(browser, cast):
    residence = Residence.objects.get(person=cast.person("tenant"))
    text = send(browser, f"/p/residence/{residence.pk}/end")
    assert "不住 115-302 了" in text
    assert cast.person("tenant").home is None


def test_who_died_is_left_out_of_lists_and_a_mistake_is_undone(browser, cast):
    person = cast.person("below")
    text = send(browser, f"/p/{person.pk}/leave", died="yes", on="2026-11-20", reason="家属来说的")
    assert "2026年11月20日离世。" in text
    assert "孙永强" not in browser.get("/p").content.decode()
    address = re.search(r'action="(/p/[^"]+\?op=[^"]+)"', text)[1]
    assert "恢复了" in browser.post(address, follow=True).content.decode()
    assert Person.objects.get(pk=person.pk).is_current


def test_a_day_to_come_is_refused_beside_its_box(browser, cast):
    text = send(browser, f"/p/{cast.person('below').pk}/leave", died="no", on="2027-01-01")
    assert "这一天还没到" in text
    assert 'href="#id_on"' in text


def test_a_file_of_somebody_gone_offers_to_restore_and_nothing_to_add(browser, cast):
    person = cast.person("below")
    send(browser, f"/p/{person.pk}/leave", died="no", on="2026-11-20")
    text = browser.get(f"/p/{person.pk}").content.decode()
    assert "恢复，还在这里" in text
    page = text[text.index("<main") : text.index("</main>")]  # the tab bar offers it on every page
    assert "记一笔" not in page
