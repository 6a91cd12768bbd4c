"""A report in words, counted at this moment; how it differs from the days before."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from zhiye.figures import comparing, counting, small
from zhiye.figures.counting import Share
from zhiye.figures.periods import Period
from zhiye.figures.registry import Figure
from zhiye.figures.sentences import Shown, Told
from zhiye.figures.sentences import report as figures_of
from zhiye.figures.units import UNITS
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place
from zhiye.reports.asking import Reach
from zhiye.reports.covering import told_outside
from zhiye.reports.saying import Account, Number, Paragraph, Piece, Ratio

Address = Callable[[str], str]  # of the list behind a figure, by its code; "" for none


def told_now(
    actor: Actor, place: Place, period: Period, reach: Reach, address: Address, only: str = ""
) -> Account:
    """Counted at this moment; with ``only``, the code of a figure, no more than the sentences in which it stands."""
    found = figures_of(actor, place, period, only)
    paragraphs = tuple(_paragraph(order, one, reach, address) for order, one in enumerate(found.told))
    none_of = tuple(number_of(figure, 0, reach, address(figure.code)) for figure in found.none_of)
    account = Account(place, period, paragraphs, none_of)
    return told_outside(actor, account) if reach.outside else account


def number_of(figure: Figure, count: int, reach: Reach, url: str = "") -> Number:
    """A figure as this reader may be told it."""
    unit = UNITS[figure.unit]
    few = reach.outside and unit.people and isinstance(small.shown(count), small.Hidden)
    told = (str(figure.name), figure.unit, str(unit.name))
    return Number(figure.code, *told, count, str(figure.rule), figure.version, few, url)


def compare(actor: Actor, account: Account, before: Period, reach: Reach) -> list[tuple[Number, str]]:
    """What differs from the days before, in words, of the first figure of each sentence; nothing of a stock, which
    is known of today only, and nothing to readers outside: from two differences a small number would follow."""
    found: list[tuple[Number, str]] = []
    if reach.outside:
        return found
    for number in first_numbers(account):
        figure = counting.figure_of(number.code)
        then = number_of(figure, counting.count(actor, figure, account.place, before), reach)
        if not figure.stock and number.count != then.count:
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
