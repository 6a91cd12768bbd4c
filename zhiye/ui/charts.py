"""Bars that say what they show: a finding as title, a label and a number on each, drawn as SVG by the server.

Nothing here knows pixels: widths are shares of the page and heights are letters, so that a bar is as readable on a
phone, with text at 200 %, and on paper as on a desk.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.utils.translation import gettext as _

LONGEST = 68.0  # percent of the width for the longest bar when its label stands above it; the number follows
BESIDE = 24.0  # percent kept for short labels left of their bars
SHORT = 4  # full-width letters of a label that may stand beside its bar
ROW, STACKED = 2.2, 3.5  # heights of a bar with its label, in letters
_serial = count(1)


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar. ``shown`` is told in place of the number, and then no bar is drawn (少于5); ``url`` opens its list."""

    label: str
    value: int
    url: str = ""
    shown: str = ""

    @property
    def words(self) -> str:
        """What stands at its end."""
        return self.shown or str(self.value)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark with its place in the picture: percents across, letters down."""

    mark: Mark
    top: str
    label_y: str
    bar_x: str
    bar_y: str
    width: str
    end: str
    text_y: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture of numbers. ``title`` is the finding as a sentence, ``note`` small print: as of when, how counted."""

    title: str
    unit: str
    marks: tuple[Mark, ...]
    note: str = ""
    head: str = ""  # of the labels' column in the table

    @property
    def beside(self) -> bool:
        """Whether the labels are so short that they stand left of their bars."""
        return all(_letters(mark.label) <= SHORT for mark in self.marks)

    @property
    def height(self) -> str:
        """Of the picture, in letters."""
        return f"{len(self.marks) * (ROW if self.beside else STACKED):.1f}em"

    @property
    def drawn(self) -> list[Drawn]:
        """The marks, each in its place."""
        most = max((mark.value for mark in self.marks if not mark.shown), default=0)
        return [self._drawn(number, mark, most) for number, mark in enumerate(self.marks)]

    def _drawn(self, number: int, mark: Mark, most: int) -> Drawn:
        left = BESIDE if self.beside else 0.0
        row = ROW if self.beside else STACKED
        top = number * row
        width = 0.0 if mark.shown or not most else (LONGEST - left / 2) * max(mark.value, 0) / most
        bar = top + (0.4 if self.beside else 1.7)
        return Drawn(
            mark,
            top=f"{top:.1f}em",
            label_y=f"{top + 1.45:.2f}em" if self.beside else f"{top + 1.2:.2f}em",
            bar_x=f"{left:.1f}%",
            bar_y=f"{bar:.1f}em",
            width=f"{width:.2f}%",
            end=f"{left + width:.2f}%",
            text_y=f"{bar + 1.05:.2f}em",
        )

    @property
    def name(self) -> str:
        """A fresh name for the parts of one picture: two of them may stand on a page."""
        return f"bars-{next(_serial)}"


def finding(name: str, unit: str, marks: Sequence[Mark]) -> str:
    """What the bars show, as a sentence: which is the longest, or that two are alike. "" when nothing is there."""
    told = [mark for mark in marks if not mark.shown]
    most = max((mark.value for mark in told), default=0)
    if not most:
        return ""
    tops = [mark.label for mark in told if mark.value == most]
    words: dict[str, Any] = {"name": name, "labels": "、".join(tops), "n": most, "unit": unit}
    if len(tops) == len(marks) > 1:
        return _("%(name)s：每一项都是 %(n)d%(unit)s") % words
    if len(tops) > 3:
        return _("%(name)s：最多的有 %(count)d 项，都是 %(n)d%(unit)s") % (words | {"count": len(tops)})
    if len(tops) > 1:
        return _("%(name)s最多的是%(labels)s，都是 %(n)d%(unit)s") % words
    return _("%(name)s最多的是%(labels)s，%(n)d%(unit)s") % words


def _letters(text: str) -> float:
    """How many full-width letters wide a text is, about."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.55 for letter in text)
