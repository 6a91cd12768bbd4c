"""Places of work: who sees which door."""

import pytest
from django.test import RequestFactory

from zhiye.kernel.actor import Actor, Nobody, System
from zhiye.ui import context, navigation
from zhiye.ui.navigation import NavItem


class Grid(Actor):
    """Holds one permission at one place."""

    key = "user:1"
    name = "网格员小周"

    def scope(self, permission: str) -> tuple[str, ...]:
        return ("1.2.",) if permission == "people.see" else ()


@pytest.fixture(autouse=True)
def _three_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", {})
    monkeypatch.setattr(navigation, "_search", [])
    navigation.register(NavItem("不做的事", "ui-not-here", "more", 3))
    navigation.register(NavItem("住户", "account_login", "person", 1, permissions=("people.see",)))
    navigation.register(NavItem("设置", "ui-settings", "more", 2, permissions=("exchange.import",)))


def names(items: list[NavItem]) -> list[str]:
    return [str(item.name) for item in items]


def test_doors_stand_in_their_order() -> None:
    assert names(navigation.places_for(System("test"))) == ["住户", "设置", "不做的事"]


def test_a_door_that_the_actor_may_not_open_is_not_shown() -> None:
    assert names(navigation.places_for(Grid())) == ["住户", "不做的事"]


def test_registering_again_replaces() -> None:
    navigation.register(NavItem("系统设置", "ui-settings", "more", 0))
    assert names(navigation.places_for(Grid()))[0] == "系统设置"


def test_the_bar_holds_no_more_than_a_thumb_can_hit() -> None:
    for n in range(9):
        navigation.register(NavItem(f"{n}", f"n{n}", "more", 10 + n))
    assert len(navigation.bar_for(System("test"))) == navigation.PHONE_SLOTS


def test_a_door_kept_off_the_bar_is_still_a_place() -> None:
    navigation.register(NavItem("审计", "n", "lock", 9, in_bar=False))
    assert "审计" in names(navigation.places_for(System("test")))
    assert "审计" not in names(navigation.bar_for(System("test")))


def test_without_a_search_page_there_is_no_search_box() -> None:
    assert navigation.search_url(System("test")) is None


def test_the_search_box_leads_to_the_registered_page() -> None:
    navigation.register_search("ui-not-here")
    assert navigation.search_url(System("test")) == "/not-here"


def test_who_could_find_nobody_gets_no_search_box() -> None:
    navigation.register_search("ui-not-here", "people.list")
    assert navigation.search_url(Nobody()) is None
    assert navigation.search_url(System("test")) == "/not-here"


def test_the_door_one_stands_in_is_marked() -> None:
    request = RequestFactory().get("/not-here")
    request.actor = System("test", "刘敏")
    marked = [place["name"] for place in context.places_of_work(request)["places"] if place["current"]]
    assert marked == ["不做的事"]


def test_a_page_below_a_door_marks_that_door() -> None:
    request = RequestFactory().get("/settings/more")
    request.actor = System("test")
    marked = [place["name"] for place in context.places_of_work(request)["places"] if place["current"]]
    assert marked == ["设置"]


def test_a_page_elsewhere_that_belongs_to_a_door_marks_that_door() -> None:
    navigation.register(NavItem("楼栋", "ui-settings", "building", 20, also="/h/"))
    request = RequestFactory().get("/h/402")
    request.actor = System("test")
    marked = [place["name"] for place in context.places_of_work(request)["places"] if place["current"]]
    assert marked == ["楼栋"]


@pytest.mark.parametrize("actor", [Nobody(), None])
def test_a_stranger_sees_no_doors_and_no_search(actor: Actor | None) -> None:
    navigation.register_search("ui-not-here")
    request = RequestFactory().get("/not-here")
    request.actor = actor
    assert context.places_of_work(request) == {
        "places": [],
        "search_url": None,
        "paper_name": "",
        "everywhere": [],
    }


def test_a_piece_for_every_page_is_shown_to_those_who_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_everywhere", {})
    navigation.register_everywhere("a.html", "people.see")
    navigation.register_everywhere("b.html", "exchange.import")
    assert navigation.everywhere(Grid()) == ["a.html"]
    assert navigation.everywhere(Nobody()) == []
