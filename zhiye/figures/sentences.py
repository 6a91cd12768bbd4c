"""A report in words: the rooms' sentences with their figures in place, and what there was none of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zhiye.figures import counting
from zhiye.figures.periods import Period
from zhiye.figures.registry import FIGURES, RATES, SENTENCES, Figure, Sentence
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place

_HOLE = re.compile(r"\{([a-z_.0-9]+)\}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in a sentence."""

    figure: Figure
    count: int


Piece = str | Shown | counting.Share


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its pieces in order."""

    sentence: Sentence
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The sentences of a period at a place, and the figures of those left out because all of theirs were 0."""

    told: tuple[Told, ...]
    none_of: tuple[Figure, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Every figure of the sentences, by its code."""
        shown = (piece for one in self.told for piece in one.pieces if isinstance(piece, Shown))
        return {piece.figure.code: piece.count for piece in shown}


def report(actor: Actor, place: Place, period: Period) -> Report:
    """What there is to say of ``period`` at ``place``. A sentence whose figures cannot be told for it is left out."""
    told: list[Told] = []
    none_of: list[Figure] = []
    known: dict[str, int] = {}
    for sentence in SENTENCES:
        codes = figures_in(sentence)
        if period.kind not in sentence.kinds or not all(
            counting.can_ask(FIGURES[code], period) for code in codes
        ):
            continue
        fresh = [code for code in codes if code not in known]
        known |= counting.counts(actor, place, period, fresh)
        if any(known[code] for code in codes):
            told.append(Told(sentence, tuple(_pieces(sentence, known))))
        else:
            none_of.extend(FIGURES[code] for code in codes if FIGURES[code] not in none_of)
    return Report(tuple(told), tuple(none_of))


def holes(sentence: Sentence) -> list[str]:
    """The codes in its braces, in order."""
    return _HOLE.findall(str(sentence.text))


def figures_in(sentence: Sentence) -> list[str]:
    """The figures it needs, those of its rates among them; each once."""
    codes: list[str] = []
    for code in holes(sentence):
        needed = (RATES[code].top, RATES[code].bottom) if code in RATES else (code,)
        codes += [one for one in needed if one not in codes]
    return codes


def _pieces(sentence: Sentence, known: dict[str, int]) -> Iterable[Piece]:
    for place, text in enumerate(_HOLE.split(str(sentence.text))):
        if place % 2 == 0:
            if text:
                yield text
        elif text in RATES:
            yield counting.Share(RATES[text], known[RATES[text].top], known[RATES[text].bottom])
        else:
            yield Shown(FIGURES[text], known[text])
