"""Form controls of the look."""

from django import forms
from django.test.html import parse_html

from zhiye.ui.widgets import LongSelect

CHOICES = [("", "所有地方"), ("a", "梧桐花园"), ("b", "<3号楼>")]


def _html(widget: forms.Select) -> str:
    return str(forms.ChoiceField(widget=widget, choices=CHOICES).widget.render("at", "b", {"id": "id_at"}))


def test_it_is_the_element_that_django_writes() -> None:
    assert parse_html(_html(LongSelect())) == parse_html(_html(forms.Select()))


def test_labels_are_escaped() -> None:
    assert "&lt;3号楼&gt;" in _html(LongSelect())
