"""A report in words: the rooms' sentences with their figures in place, and what there was none of.

What stands in square brackets is said only when it has a figure that is not 0.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from zhiye.figures import counting
from zhiye.figures.periods import Period
from zhiye.figures.registry import FIGURES, RATES, SENTENCES, Figure, Sentence
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place

_HOLE = re.compile(r"\{([a-z_.0-9]+)\}")
_CLAUSE = re.compile(r"\[([^\[\]]*)\]")
_STRAY = re.compile(
    r"^[，；、]+|[，；、]+(?=[，；。])|(?<=[：])[，；、]+"
)  # left by clauses that are not said


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
    """The sentences of a period at a place, and the figures that are 0 and stand in none of them."""

    told: tuple[Told, ...]
    none_of: tuple[Figure, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Every figure of the sentences, by its code."""
        shown = (piece for one in self.told for piece in one.pieces if isinstance(piece, Shown))
        return {piece.figure.code: piece.count for piece in shown}


def report(actor: Actor, place: Place, period: Period, only: str = "") -> Report:
    """What there is to say of ``period`` at ``place``. A sentence whose figures cannot be told for it is left out.

    With ``only``, the code of a figure: the sentences in which it stands, and nothing else is counted.
    """
    told: list[Told] = []
    none_of: list[Figure] = []
    known: dict[str, int] = {}
    for sentence in SENTENCES:
        codes = figures_in(sentence)
        able = all(counting.can_ask(FIGURES[code], period) for code in codes)
        if period.kind not in sentence.kinds or not able or (only and only not in codes):
            continue
        fresh = [code for code in codes if code not in known]
        known |= counting.counts(actor, place, period, fresh)
        if any(known[code] for code in codes):
            told.append(Told(sentence, tuple(_pieces(sentence, known))))
        # Of a rate its parts are no news of their own: “没有：居民说解决了的件数” says nothing to a reader.
        none_of += [FIGURES[code] for code in holes(sentence) if code in FIGURES and not known[code]]
    shown = {piece.figure.code for one in told for piece in one.pieces if isinstance(piece, Shown)}
    unsaid = {figure.code: figure for figure in none_of if figure.code not in shown}
    return Report(tuple(told), tuple(unsaid.values()))


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


def spoken(sentence: Sentence, has: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Its words and the codes in its braces, in order: (words, "") or ("", code). A clause in square brackets is left
    out when there is nothing of its figures: ``has(code)`` tells of each. Rates that stand beside figures follow them
    (no orders: no average of 0 a day); rates alone are said where something stands below their line.
    """

    def clause(found: re.Match[str]) -> str:
        inside = _HOLE.findall(found[1])
        codes = [code for code in inside if code not in RATES] or [RATES[code].bottom for code in inside]
        return found[1] if any(has(code) for code in codes) else ""

    text = _STRAY.sub("", _CLAUSE.sub(clause, str(sentence.text)))
    parts = enumerate(_HOLE.split(text))
    return [("", part) if place % 2 else (part, "") for place, part in parts if part]


def _pieces(sentence: Sentence, known: dict[str, int]) -> Iterable[Piece]:
    for words, code in spoken(sentence, lambda code: bool(known[code])):
        if not code:
            yield words
        elif code in RATES:
            yield counting.Share(RATES[code], known[RATES[code].top], known[RATES[code].bottom])
        else:
            yield Shown(FIGURES[code], known[code])
