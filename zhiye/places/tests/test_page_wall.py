"""/b: the wall of buildings, and the figures for those who see no homes."""

import pytest

from zhiye.kernel.ids import new_id
from zhiye.places.commands import add_place


@pytest.mark.parametrize(
    ("role", "status"),
    [("secretary", 200), ("worker", 200), ("grid_worker", 200), ("building_helper", 200), ("mediator", 200)]
    + [("supervisor", 200), ("street_officer", 200), ("volunteer", 404), ("administrator", 404)],
)
def test_who_opens_the_wall(client_of, role, status):
    assert client_of(role).get("/b").status_code == status


def test_a_stranger_is_sent_to_the_log_in_and_comes_back(client, cast):
    assert client.get("/b").url == "/accounts/login/?next=/b"


def test_the_wall_tells_homes_marks_and_grid(client_of):
    text = client_of("worker").get("/b").content.decode()
    assert "梧桐花园" in text
    assert "12 户\n◆ 1 户\n第1网格" in text
    assert "枫林" not in text


def test_a_helper_sees_the_own_building_without_marks(client_of, cast):
    text = client_of("building_helper").get("/b").content.decode()
    assert str(cast.building("115").pk) in text
    assert str(cast.building("3").pk) not in text
    assert "◆ 1" not in text
    assert "dot-soon" not in text


def test_the_way_to_add_is_shown_to_editors_only(client_of):
    assert "添一幢楼" in client_of("worker").get("/b").content.decode()
    assert "添一幢楼" not in client_of("grid_worker").get("/b").content.decode()


def test_a_former_name_stands_on_the_tile(client_of, cast):
    browser = client_of("worker")
    building = cast.building("115")
    browser.post(f"/b/{building.pk}/rename", {"code": "117", "reason": "抄错了", "op": new_id()})
    assert "原115号楼" in browser.get("/b").content.decode()


def test_an_empty_committee_says_what_to_do(client_of, make, client, cast, system):
    empty = add_place(system, parent=cast.street, kind="committee", code="09", name="新居民区", op=new_id())
    client.force_login(make.actor("worker", empty).user)
    text = client.get("/b").content.decode()
    assert "把现有的 Excel 拖进" in text
    assert f"/b/{empty.pk}/add/estate" in text


def test_the_street_sees_figures_and_no_way_down(client_of, cast):
    text = client_of("street_officer").get("/b").content.decode()
    assert text.index("枫林居民区") < text.index("青桐居民区")  # by name
    assert "少于5" in text  # one resident in the second committee
    assert "/h/" not in text
    assert str(cast.building("115").pk) not in text


def test_figures_for_whoever_counts(client_of):
    assert client_of("supervisor").get("/b/counts").status_code == 200
    assert client_of("mediator").get("/b/counts").status_code == 404
