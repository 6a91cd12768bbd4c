"""Labels of a form against the fields that rows hold: which field, how surely."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhiye.filling.documents.matching import MATCHED, Field, match_label
from zhiye.filling.known.fields import Known


@dataclass(frozen=True, slots=True)
class Guess:
    """The fields a label may mean, the likeliest first; ``sure`` where there is no doubt."""

    codes: tuple[str, ...]
    sure: bool


def guesses(labels: Sequence[str], known: Sequence[Known]) -> list[Guess]:
    """One guess a label, in order."""
    vocabulary = tuple(Field(one.code, one.names) for one in known if one.names)
    return [_guess(label, vocabulary) for label in labels]


@lru_cache(maxsize=4096)
def _guess(label: str, vocabulary: tuple[Field, ...]) -> Guess:
    found = match_label(label, vocabulary)
    return Guess(found.codes, found.certainty == MATCHED)
