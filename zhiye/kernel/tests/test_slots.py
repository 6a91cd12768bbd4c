"""Rooms above fill slots of rooms below, in order."""

import pytest

from zhiye.kernel.slots import SLOTS, Slot


@pytest.fixture
def slot():
    made = Slot("test.page.panels")
    yield made
    del SLOTS["test.page.panels"]


def test_answers_come_in_order_and_without_the_nones(slot):
    slot.register(20, "second")(lambda actor: f"second for {actor}")
    slot.register(10, "first")(lambda actor: "first")
    slot.register(15, "silent")(lambda actor: None)
    assert slot.collect("wang") == ["first", "second for wang"]


def test_a_name_is_used_once(slot):
    slot.register(10, "same")(lambda: None)
    with pytest.raises(ValueError, match="same is already in test.page.panels"):
        slot.register(20, "same")(lambda: None)
