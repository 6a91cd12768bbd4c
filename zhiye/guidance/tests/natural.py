"""The sentences of natural.toml, what the shipped lists make of them, and which of them were set aside."""

import hashlib
import tomllib
from datetime import date
from pathlib import Path

from zhiye.guidance.cards import cards

DAY = date(2026, 11, 21)
SENTENCES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("natural.toml").read_text("utf-8"))
KINDS = {"crisis": {"safety"}, "violence": {"violence"}, "everyday": {"safety", "violence"}}


def unseen(sentence: str) -> bool:
    """One sentence in three, by its hash; set aside, not blind (see natural.toml)."""
    return int(hashlib.sha256(sentence.encode()).hexdigest(), 16) % 3 == 0


def called(name: str, *, only_unseen: bool = False) -> tuple[list[str], list[str]]:
    """The sentences of a list that call up its card (for ``everyday``: any card of distress), and those that do not."""
    found: tuple[list[str], list[str]] = ([], [])
    for sentence in SENTENCES[name]:
        if unseen(sentence) or not only_unseen:
            quiet = KINDS[name].isdisjoint(card.kind for card in cards(sentence, {}, DAY))
            found[quiet].append(sentence)
    return found
