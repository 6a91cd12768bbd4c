"""Labels of a form against the fields that rows hold: which field, how surely. The surest source is asked first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from zhiye.filling.documents.matching import Field, Vocabulary, match_label
from zhiye.filling.known.fields import Known, fields

MOST = 4  # offered first


@dataclass(frozen=True, slots=True)
class Guess:
    """The fields a label may mean, the likeliest first; ``sure`` where there is no doubt about the first one."""

    codes: tuple[str, ...] = ()
    sure: bool = False


def guesses(labels: Sequence[str], known: Sequence[Known]) -> list[Guess]:
    """One guess a label, in order."""
    sources = [tuple(one.code for one in group) for _source, group in groupby(known, lambda one: one.source)]
    return [_guess(label, tuple(sources)) for label in labels]


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
