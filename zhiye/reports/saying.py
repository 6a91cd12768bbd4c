"""What a report says, as plain values: paragraphs in which every number knows its rule.

Pages, paper and files are made from these, so that they say the same.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhiye.figures import small
from zhiye.figures.headings import HEADINGS
from zhiye.figures.periods import Period
from zhiye.figures.registry import FIGURES
from zhiye.places.models import Place


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in a text. ``few``: it is too small to be told to this reader."""

    code: str
    name: str
    unit: str  # of figures/units.py
    unit_name: str
    count: int
    rule: str
    version: int
    few: bool = False
    url: str = ""

    @property
    def shown(self) -> str:
        """The number alone: 480, 少于5; 不显示 for one that is covered because another would follow from it."""
        if not self.few:
            return f"{self.count:,}"
        told = small.shown(self.count)
        return str(told if isinstance(told, small.Hidden) else small.Hidden())

    @property
    def words(self) -> str:
        """480户, 少于5户; 不显示."""
        alone = self.few and not isinstance(small.shown(self.count), small.Hidden)
        return self.shown if alone else _("%(n)s%(unit)s") % {"n": self.shown, "unit": self.unit_name}


@dataclass(frozen=True, slots=True)
class Ratio:
    """One number by another in a text, both told beside it."""

    code: str
    name: str
    rule: str
    version: int
    value: str  # 62.5%, 14.88; "" where there is nothing to divide by
    top: Number
    bottom: Number

    @property
    def words(self) -> str:
        """62.5%; what it cannot say when a part is too small to be told, or nothing was there."""
        if self.top.few or self.bottom.few:
            return _("（数小，不算）")
        return self.value or _("（没有可算的）")


Piece = str | Number | Ratio


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence. ``own``: somebody wrote it; ``left_out``: it is kept and not said."""

    order: int
    heading: str
    pieces: tuple[Piece, ...]
    own: bool = False
    left_out: bool = False

    @property
    def text(self) -> str:
        """All of it, without links."""
        return "".join(one if isinstance(one, str) else _in_full(one) for one in self.pieces)

    @property
    def numbers(self) -> list[Number]:
        """Its figures, those of its rates among them."""
        return [number for piece in self.pieces for number in _numbers(piece)]


@dataclass(frozen=True, slots=True)
class Account:
    """What there is to say of a period at a place."""

    place: Place
    period: Period
    paragraphs: tuple[Paragraph, ...]
    none_of: tuple[Number, ...] = ()

    @property
    def said(self) -> list[tuple[str, list[Paragraph]]]:
        """(heading in words, its sentences), in the order of the headings; what stands before them first."""
        spoken = [one for one in self.paragraphs if not one.left_out]
        groups = [("", ""), *HEADINGS.items()] if self.by_heading else [("", "")]
        found = [
            (str(name), [one for one in spoken if not self.by_heading or (one.heading or "") == code])
            for code, name in groups
        ]
        return [group for group in found if group[1]]

    @property
    def by_heading(self) -> bool:
        """A year is told under the street's four headings."""
        return self.period.kind == "year"

    @property
    def numbers(self) -> list[Number]:
        """Every figure of it, each once, what there was none of last."""
        told = [number for one in self.paragraphs for number in one.numbers] + list(self.none_of)
        return list({number.code: number for number in told}.values())

    @property
    def absent(self) -> list[Number]:
        """What there was none of, where that is worth saying: not of what is added up (it follows from the meetings
        that there were none of), nor of what stands in the register."""
        known = ((number, FIGURES.get(number.code)) for number in self.none_of)
        return [number for number, figure in known if figure is None or not (figure.weight or figure.stock)]

    @property
    def ratios(self) -> list[Ratio]:
        """Every rate of it."""
        return [piece for one in self.paragraphs for piece in one.pieces if isinstance(piece, Ratio)]


def _numbers(piece: Piece) -> list[Number]:
    if isinstance(piece, Ratio):
        return [piece.top, piece.bottom]
    return [piece] if isinstance(piece, Number) else []


def _in_full(piece: Number | Ratio) -> str:
    if isinstance(piece, Number):
        return piece.words
    if not piece.value or piece.top.few or piece.bottom.few:
        return piece.words
    return f"{piece.value}（{piece.top.words}÷{piece.bottom.words}）"
