"""What a reader from outside may be told of a sentence, so that no small number follows from the others in it.

问到居民 47件：解决了 29件，解决了一部分 16件，没解决 少于5件 would tell the last one. Which figures are parts of which
is nowhere written; so any numbers of a sentence that add up to another one are taken for its parts. Where that
was chance, one number more is covered than had to be.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from zhiye.figures import small
from zhiye.figures.splitting import kept_back
from zhiye.kernel.actor import Actor
from zhiye.reports.saying import Account, Number, Paragraph, Piece, Ratio

MOST = 9  # numbers of a sentence of which all sums are tried; of more of them, those that are small are covered alone


def covered(account: Account, kept_back: Collection[str] = ()) -> Account:
    """The same with more numbers covered where that is needed, and those that are ``kept_back`` beside the other
    committees of the street: told here, they would tell what is not told there."""
    return replace(account, paragraphs=tuple(_paragraph(one, kept_back) for one in account.paragraphs))


def told_outside(actor: Actor, account: Account) -> Account:
    """What a reader from outside is told of ``account``."""
    codes = (number.code for number in account.numbers if number.count)
    return covered(account, kept_back(actor, account.place, account.period, codes))


def _paragraph(one: Paragraph, kept_back: Collection[str]) -> Paragraph:
    said = (replace(number, few=number.few or number.code in kept_back) for number in one.numbers)
    numbers = {number.code: number for number in said}
    hidden = {code for code, number in numbers.items() if number.few}
    while more := _follows(list(numbers.values()), hidden) - hidden:
        hidden |= more
    return replace(one, pieces=tuple(_piece(piece, hidden) for piece in one.pieces)) if hidden else one


def _follows(numbers: Sequence[Number], hidden: set[str]) -> set[str]:
    """What has to be covered besides, for one sum in which a small number stands; nothing when none gives it away."""
    for whole, parts in _sums(numbers):
        if alone := _alone(whole, parts, hidden):
            return {alone.code}
        if not any(part.few for part in parts) or whole.code in hidden:
            continue
        told = [part for part in parts if part.code not in hidden]
        covered_ones = [part for part in parts if part.code in hidden]
        if any(part.count >= small.threshold() for part in covered_ones):
            continue  # covered already together with something large
        safe = small.protect({part.code: part.count for part in parts}, whole.count, small.threshold())
        found = {code for code, cell in safe.cells.items() if isinstance(cell, small.Hidden)}
        found |= {whole.code} if isinstance(safe.total, small.Hidden) else set()
        if found - hidden and (told or whole.code in found):
            return found
    return set()


def _alone(whole: Number, parts: Sequence[Number], hidden: set[str]) -> Number | None:
    """What has to be covered beside the only covered number of a sum, where that is a large one: the smallest part
    that is told, else the whole."""
    out = [one for one in (whole, *parts) if one.code in hidden]
    if len(out) != 1 or out[0].count < small.threshold():
        return None
    return min((one for one in parts if one.code not in hidden), key=lambda one: one.count, default=whole)


def _sums(numbers: Sequence[Number]) -> Iterable[tuple[Number, Sequence[Number]]]:
    """(whole, parts): numbers of one unit of which some add up to another one."""
    for unit in {number.unit for number in numbers}:
        alike = [number for number in numbers if number.unit == unit and number.count][:MOST]
        for whole in alike:
            others = [number for number in alike if number is not whole]
            for size in range(1, len(others) + 1):
                for parts in combinations(others, size):
                    if sum(part.count for part in parts) == whole.count:
                        yield whole, parts


def _piece(piece: Piece, hidden: set[str]) -> Piece:
    if isinstance(piece, Number):
        return replace(piece, few=piece.few or piece.code in hidden)
    if isinstance(piece, Ratio):
        few = {one.code: one.few or one.code in hidden for one in (piece.top, piece.bottom)}
        top, bottom = (replace(one, few=few[one.code]) for one in (piece.top, piece.bottom))
        return replace(piece, top=top, bottom=bottom)
    return piece
