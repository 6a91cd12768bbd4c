"""What a matter may be about: a tree of codes with words, in the order of the data file.

At the top stand the codes of the note reader (repair), below them finer ones (repair.leak). A matter may carry
either; whoever asks for repair finds all that is below it.
"""

import tomllib
from importlib import resources
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

_DATA: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.cases").joinpath("data", "matters.toml").read_text("utf-8")
)
DOT = "."
MATTERS: dict[str, str] = _DATA["names"]  # the top codes, with their words
BELOW: dict[str, dict[str, str]] = {
    top: {f"{top}{DOT}{code}": words for code, words in kinds.items()}
    for top, kinds in _DATA["below"].items()
}
NAMES: dict[str, str] = MATTERS | {code: words for kinds in BELOW.values() for code, words in kinds.items()}


def parent_of(code: str) -> str:
    """repair.leak → repair; "" above a top code."""
    return code.rpartition(DOT)[0]


def below(code: str) -> dict[str, str]:
    """The finer codes of a top code, with their words; nothing where there are none."""
    return dict(BELOW.get(code, {}))


def words_of(code: str) -> str:
    """漏水、渗水; the code itself where nobody knows it any more."""
    return NAMES.get(code, code)


def full_words_of(code: str) -> str:
    """房屋和设施维修：漏水、渗水."""
    top = parent_of(code)
    return _("%(top)s：%(kind)s") % {"top": words_of(top), "kind": words_of(code)} if top else words_of(code)


def choices() -> list[tuple[str, Any]]:
    """For one select: each top code, and a group of what is below it."""
    listed: list[tuple[str, Any]] = []
    for top, words in MATTERS.items():
        finer = list(below(top).items())
        listed.append(
            (words, [(top, _("%(kind)s（不细分）") % {"kind": words}), *finer]) if finer else (top, words)
        )
    return listed


def at_or_below(code: str, field: str = "code") -> Q:
    """Condition: rows of this code, or of one below it."""
    finer = below(code)
    return Q(**{f"{field}__in": [code, *finer]}) if finer else Q(**{field: code})
