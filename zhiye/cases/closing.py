"""The choices of the closing page: how a matter ends, what the resident said, the sentence they will read. Pure."""

from copy import copy
from typing import Any

from django.utils.translation import gettext_lazy

from zhiye.cases.models import Case
from zhiye.cases.public import public_words
from zhiye.cases.workflow import (
    ANSWERS,
    ASKING,
    CANNOT,
    DONE,
    EXPLAINED,
    MERGED,
    MOVES,
    PARTLY,
    RETURNED,
    SOLVED_WORDS,
    UNASKED,
)

LATER = "later"  # we are done, the resident has not been asked yet
ENDINGS: dict[str, Any] = {
    DONE: gettext_lazy("办好了"),
    PARTLY: gettext_lazy("办好一部分"),
    EXPLAINED: gettext_lazy("已解释"),
    CANNOT: gettext_lazy("办不了（写明）"),
    RETURNED: gettext_lazy("退回，不归本居民区管"),
    MERGED: gettext_lazy("与某件是一件"),
}


def endings(state: str) -> list[tuple[str, Any]]:
    """How a matter in ``state`` may end, as choices."""
    return [(to, words) for to, words in ENDINGS.items() if to in MOVES[state]]


def answers(state: str) -> list[tuple[str, Any]]:
    """What the resident may have said, or why nobody asked; 先等回音 where it is still to be asked."""
    said: list[tuple[str, Any]] = list(SOLVED_WORDS.items())
    later = [(LATER, gettext_lazy("还没问，先存着等回音"))] if ASKING in MOVES[state] else []
    return said + later + list(UNASKED.items())


def outcome(ending: str, answer: str) -> dict[str, str]:
    """The state, the answer and the reason for not asking that follow from the two choices."""
    if answer == LATER and ending in ANSWERS:
        return {"state": ASKING, "solved": "", "unasked": ""}
    told = {"state": ending, "solved": "", "unasked": ""}
    if ending in ANSWERS:
        told["solved" if answer in SOLVED_WORDS else "unasked"] = answer
    return told


def sentences(case: Case) -> dict[str, str]:
    """What the resident would read after each ending, unless somebody writes it otherwise."""
    return {to: _sentence(case, to) for to in (*ENDINGS, ASKING)}


def _sentence(case: Case, state: str) -> str:
    then = copy(case)
    then.state = state
    return public_words(then)
