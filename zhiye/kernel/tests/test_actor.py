"""Rights hold for a place and all below it."""

import pytest

from zhiye.kernel.actor import Actor, Nobody, System
from zhiye.kernel.errors import Forbidden, NotFound


class Reader(Actor):
    """May see at one place, and edit below one door of it."""

    key = name = "reader"

    def scope(self, permission: str) -> tuple[str, ...]:
        return {"see": ("aa",), "edit": ("aabb",)}.get(permission, ())


def test_a_right_holds_at_its_place_and_below_only():
    reader = Reader()
    assert [reader.may("edit", at) for at in ("aabb", "aabbcc", "aa", "aacc")] == [True, True, False, False]


def test_without_a_place_it_asks_for_the_right_anywhere():
    assert Reader().may("edit")
    assert not Reader().may("export")


def test_who_sees_the_thing_is_told_that_they_may_not():
    with pytest.raises(Forbidden) as told:
        Reader().require("edit", "aacc", seen_with="see")
    assert told.value.permission == "edit"


def test_who_does_not_see_the_thing_is_told_that_it_is_not_there():
    with pytest.raises(NotFound):
        Reader().require("edit", "zz", seen_with="see")


def test_the_system_may_everything_and_nobody_nothing():
    assert System("clock").may("anything", "zz")
    assert not Nobody().may("see", "")
