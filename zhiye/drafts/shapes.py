"""The shape of a proposal, kind by kind: its keys and what each holds when nothing is told."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from zhiye.drafts.values import CASE, CATEGORY, CONTACT, HOME, KIN, PERSON, PROMISE, REFS, WISH

SHAPES: dict[str, dict[str, Any]] = {
    PERSON: {
        "name": "", "called": "", "words": "", "sex": "0", "age": None, "home": None, "tenure": "", "heed": [],
        "phones": [], "candidates": [], "many": 0,
    },
    HOME: {"estate": "", "building": "", "unit": "", "room": "", "candidates": []},
    CASE: {"title": "", "code": "other", "people": [], "home": None, "existing": []},
    CONTACT: {"kind": "visit", "outcome": "seen", "on": None, "people": [], "home": None},
    PROMISE: {"who": "", "what": "", "due": None, "people": [], "case": None},
    CATEGORY: {"code": "", "person": None, "trait": ""},
    WISH: {"kind": "wish", "text": "", "person": None},
    KIN: {"person": None, "other": None, "relation": "", "word": ""},
}  # fmt: skip
BY_HAND = tuple(SHAPES)


def tidy(kind: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """The proposal with the keys of its kind, and no others."""
    return {key: told.get(key, usual) for key, usual in SHAPES[kind].items()}


def plain(value: Any) -> Any:
    """A value of a form as JSON keeps it: days and ids as text."""
    if isinstance(value, date | UUID):
        return str(value)
    return [plain(part) for part in value] if isinstance(value, list | tuple) else value


def refs_in(proposal: Mapping[str, Any]) -> set[str]:
    """The drafts that a proposal names."""
    named: set[str] = set()
    for key in REFS:
        told = proposal.get(key)
        named.update(told if isinstance(told, list) else [told] if told else [])
    return {ref for ref in named if isinstance(ref, str)}


def renamed(proposal: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The proposal with other names for the drafts it refers to; one without a name is left out."""
    found = dict(proposal)
    for key in REFS:
        told = found.get(key)
        if isinstance(told, list):
            found[key] = [names[ref] for ref in told if ref in names]
        elif key in found:
            found[key] = names.get(told) if told else None
    return found
