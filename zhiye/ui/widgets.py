"""Form controls that Django writes too slowly."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class LongSelect(forms.Select):
    """A choice among very many, written in one go: Django renders a template for each option (0.1 ms)."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The same element as Django's, groups of options too."""
        chosen = "" if value is None else str(value)
        parts = (_group(one, chosen) if _is_group(one) else _options([one], chosen) for one in self.choices)
        attributes = {"name": name} | self.build_attrs(self.attrs, attrs)
        return format_html("<select{}>{}</select>", flatatt(attributes), mark_safe("".join(parts)))  # noqa: S308


def _is_group(choice: tuple[Any, Any]) -> bool:
    return isinstance(choice[1], list | tuple)


def _group(choice: tuple[Any, Any], chosen: str) -> SafeString:
    return format_html('<optgroup label="{}">{}</optgroup>', choice[0], _options(choice[1], chosen))


def _options(choices: Iterable[tuple[Any, Any]], chosen: str) -> SafeString:
    marks = {True: mark_safe(" selected"), False: ""}
    told = ((code, marks[str(code) == chosen], label) for code, label in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', told)
