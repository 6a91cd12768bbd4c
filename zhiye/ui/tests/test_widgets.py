"""Form controls of the look."""

from typing import Any

import pytest
from django import forms
from django.test.html import parse_html

from zhiye.ui.widgets import LongSelect

CHOICES = [("", "所有地方"), ("a", "梧桐花园"), ("b", "<3号楼>")]
GROUPED = [*CHOICES, ("<新里>", [("c", "1号"), ("d", "2号")])]


def _html(widget: forms.Select, choices: list[tuple[str, Any]] = CHOICES, value: str = "b") -> str:
    return str(forms.ChoiceField(widget=widget, choices=choices).widget.render("at", value, {"id": "id_at"}))


def test_it_is_the_element_that_django_writes() -> None:
    assert parse_html(_html(LongSelect())) == parse_html(_html(forms.Select()))


@pytest.mark.parametrize("value", ["", "b", "d", "gone"])
def test_groups_of_options_too(value: str) -> None:
    written, wanted = _html(LongSelect(), GROUPED, value), _html(forms.Select(), GROUPED, value)
    assert parse_html(written) == parse_html(wanted)


def test_labels_are_escaped() -> None:
    assert "&lt;3号楼&gt;" in _html(LongSelect())
