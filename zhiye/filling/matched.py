"""Labels of a form against the fields that rows hold: which field, how surely. The surest source is asked first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby

from zhiye.figures.registry import FIGURES
from zhiye.filling import times
from zhiye.filling.documents.matching import Field, Vocabulary, match_label
from zhiye.filling.known.fields import FIGURE, Known, fields
from zhiye.filling.times import Timed

MOST = 4  # offered first


@dataclass(frozen=True, slots=True)
class Guess:
    """The fields a label may mean, the likeliest first; ``sure`` where there is no doubt about the first one.

    ``whens``: of figures, the times it may be of; none is the period of the form. Of one that is sure it stands in the
    code too. ``only_when``: the figure is sure, its time is not.
    """

    codes: tuple[str, ...] = ()
    sure: bool = False
    whens: tuple[str, ...] = ()
    only_when: bool = False


def guesses(labels: Sequence[str], known: Sequence[Known]) -> list[Guess]:
    """One guess a label, in order."""
    sources = [tuple(one.code for one in group) for _source, group in groupby(known, lambda one: one.source)]
    return [_guess(label, tuple(sources)) for label in labels]


def timed_guesses(labels: Sequence[str], known: Sequence[Known]) -> list[Guess]:
    """The same where figures are held: 上月·走访户数 is the figure 走访户数, of the month before."""
    plain = guesses(labels, known)
    if not any(one.source == FIGURE for one in known):
        return plain
    split = [times.split(label) for label in labels]
    other = [one.label for one, label in zip(split, labels, strict=True) if one.label != label]
    found = dict(zip(other, guesses(other, known), strict=True))
    return [_timed(guess, found.get(one.label, guess), one) for guess, one in zip(plain, split, strict=True)]


def _timed(plain: Guess, bare: Guess, timed: Timed) -> Guess:
    """A figure is sure when it and its time are; of what is known of today alone there is no other time."""
    if plain.sure and (not timed.whens or fields()[plain.codes[0]].source != FIGURE):
        return plain
    if not bare.sure or fields()[bare.codes[0]].source != FIGURE:
        return replace(bare if bare.codes else plain, sure=False, whens=timed.whens)
    if not timed.whens:
        return bare
    code, when = bare.codes[0], timed.whens[0]
    if timed.doubtful or not _has_history(code, when):
        return replace(bare, sure=False, whens=timed.whens, only_when=_has_history(code, timed.whens[0]))
    return replace(bare, codes=(times.joined(code, when), *bare.codes[1:]), whens=timed.whens)


def _has_history(code: str, when: str) -> bool:
    """Whether the figure can be counted for another time without a doubt about what that means."""
    figure = FIGURES[code.partition(".")[2]]
    of_people = when == times.ALL and figure.room == "people"  # births since the eldest resident's
    return when == "month" or not (figure.stock or of_people)


@lru_cache(maxsize=8192)
def _guess(label: str, sources: tuple[tuple[str, ...], ...]) -> Guess:
    """A matter's 地点 is the matter's, not the home of whom it is about: the first source that knows it has it."""
    likely: list[tuple[float, str]] = []
    for codes in sources:
        found = match_label("", label, _vocabulary(codes))
        if found.state == "matched":
            others = [code for _c, code in likely if code not in found.codes]
            return Guess((*found.codes, *others)[:MOST], True)
        likely += [(found.certainty, code) for code in found.codes]
    likely.sort(key=lambda one: -one[0])
    return Guess(tuple(dict.fromkeys(code for _certainty, code in likely))[:MOST], False)


@cache
def _vocabulary(codes: tuple[str, ...]) -> Vocabulary:
    every = fields()
    return Vocabulary(Field(code, every[code].names) for code in codes if every[code].names)
