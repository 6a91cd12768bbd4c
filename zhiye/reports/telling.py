"""A report in words, whether it is counted now or was kept: paragraphs in which every number knows its rule.

Pages, paper and files are made from these values, so that they say the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from zhiye.figures import comparing, counting, small
from zhiye.figures.counting import Share
from zhiye.figures.headings import HEADINGS
from zhiye.figures.periods import Period
from zhiye.figures.registry import FIGURES, Figure
from zhiye.figures.sentences import Shown, Told
from zhiye.figures.sentences import report as figures_of
from zhiye.figures.units import UNITS
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place
from zhiye.reports.asking import Reach

Address = Callable[[str], str]  # of the list behind a figure, by its code; "" for none


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
        """The number alone: 480, 少于5."""
        return str(small.shown(self.count)) if self.few else f"{self.count:,}"

    @property
    def words(self) -> str:
        """480户, 少于5户."""
        return f"{self.shown}{self.unit_name}"


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


def told_now(actor: Actor, place: Place, period: Period, reach: Reach, address: Address) -> Account:
    """Counted at this moment."""
    found = figures_of(actor, place, period)
    paragraphs = tuple(_paragraph(order, one, reach, address) for order, one in enumerate(found.told))
    none_of = tuple(number_of(figure, 0, reach, address(figure.code)) for figure in found.none_of)
    return Account(place, period, paragraphs, none_of)


def number_of(figure: Figure, count: int, reach: Reach, url: str = "") -> Number:
    """A figure as this reader may be told it."""
    unit = UNITS[figure.unit]
    few = reach.outside and unit.people and isinstance(small.shown(count), small.Hidden)
    told = (str(figure.name), figure.unit, str(unit.name))
    return Number(figure.code, *told, count, str(figure.rule), figure.version, few, url)


def compare(actor: Actor, account: Account, before: Period, reach: Reach) -> list[tuple[Number, str]]:
    """What differs from the days before, in words, of the first figure of each sentence; nothing of a stock, which
    is known of today only."""
    found = []
    for number in first_numbers(account):
        figure = counting.figure_of(number.code)
        then = number_of(figure, counting.count(actor, figure, account.place, before), reach)
        if not figure.stock and not number.few and not then.few and number.count != then.count:
            words = comparing.difference(number.count, then.count, number.unit, account.period.kind)
            found.append((number, words))
    return found


def first_numbers(account: Account) -> list[Number]:
    """The figure with which each sentence begins, each once; the parts of rates are no such figures."""
    said = (one.pieces for one in account.paragraphs if not one.left_out)
    firsts = (next((piece for piece in pieces if isinstance(piece, Number)), None) for pieces in said)
    return list({number.code: number for number in firsts if number}.values())


def without(account: Account, left_out: Iterable[int], own: Iterable[str] = ()) -> Account:
    """The same with these sentences (by their order) unsaid, and paragraphs of somebody's own at the end."""
    gone = set(left_out)
    kept = [replace(one, left_out=one.order in gone) for one in account.paragraphs if not one.own]
    last = max((one.order for one in kept), default=-1) + 1
    added = [Paragraph(last + number, "", (text,), own=True) for number, text in enumerate(own)]
    return replace(account, paragraphs=(*kept, *added))


def _paragraph(order: int, told: Told, reach: Reach, address: Address) -> Paragraph:
    def number(figure: Figure, count: int) -> Number:
        return number_of(figure, count, reach, address(figure.code))

    def piece(one: str | Shown | Share) -> Piece:
        if isinstance(one, Shown):
            return number(one.figure, one.count)
        if isinstance(one, Share):
            top, bottom = counting.figure_of(one.rate.top), counting.figure_of(one.rate.bottom)
            named = (one.rate.code, str(one.rate.name), str(one.rate.rule), one.rate.version)
            return Ratio(*named, value_of(one), number(top, one.count), number(bottom, one.of))
        return one

    return Paragraph(order, told.sentence.heading, tuple(piece(one) for one in told.pieces))


def value_of(share: Share) -> str:
    """62.5%, 14.88; "" of nothing."""
    if share.value is None:
        return ""
    return f"{share.value:g}%" if share.rate.percent else f"{share.value:g}"


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
