"""Renaming and moving places: the people go along."""

from zhiye.kernel.ids import new_id


def send(browser, address, **values):
    return browser.post(address, {"op": new_id()} | values, follow=True).content.decode()


def test_a_home_gets_its_right_number_and_the_old_one_still_finds_it(client_of, cast):
    browser, home = client_of("worker"), cast.home("115-402")
    text = send(browser, f"/b/{home.pk}/rename", code="403", reason="抄错了")
    assert "改好了：403室。" in text
    assert "2026年11月21日 前是 115-402" in text
    assert "115-403" in browser.get(f"/p/{cast.person('wang').pk}").content.decode()


def test_a_taken_number_is_refused_and_the_reason_stays(client_of, cast):
    text = send(client_of("worker"), f"/b/{cast.home('115-402').pk}/rename", code="401", reason="抄错了")
    assert "已经有“401”了" in text
    assert 'value="抄错了"' in text


def test_a_home_moves_with_its_people(client_of, cast):
    browser, home, to = client_of("worker"), cast.home("115-402"), cast.building("3")
    send(browser, f"/b/{home.pk}/move", to=to.pk, reason="登记错了楼")
    wang = cast.person("wang")
    assert wang.home.door == "3-402"
    assert wang.path.startswith(to.path)


def test_a_move_offers_places_of_the_own_committee_only(client_of, cast):
    form = client_of("worker").get(f"/b/{cast.home('115-402').pk}/move").context["form"]
    offered = {place.pk for place in form.places.values()}
    assert cast.building("3").pk in offered
    assert cast.building("115").pk not in offered  # where it stands already
    assert cast.person("stranger").home.parent_id not in offered


def test_a_committee_does_not_move(client_of, cast):
    assert client_of("worker").get(f"/b/{cast.committee.pk}/move").status_code == 404


def test_buttons_lead_here_from_the_pages_of_places(client_of, cast):
    home = cast.home("115-402")
    text = client_of("worker").get(f"/h/{home.pk}").content.decode()
    assert f"/b/{home.pk}/rename" in text
    assert f"/b/{home.pk}/rename" not in client_of("grid_worker").get(f"/h/{home.pk}").content.decode()
