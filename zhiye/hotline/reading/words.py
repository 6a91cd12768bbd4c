"""The words of tickets, read once from ``data/labels.toml`` and ``data/words.toml``."""

import re
import tomllib
from importlib import resources
from typing import Any


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("zhiye.hotline").joinpath("data", name).read_text("utf-8"))


LABELS: dict[str, list[str]] = _read("labels.toml")["labels"]
SHAPE: dict[str, list[str]] = _read("labels.toml")["shape"]
WORDS: dict[str, Any] = _read("words.toml")

KIND_OF: dict[str, str] = {word: kind for kind, words in LABELS.items() for word in words}
WEAK = frozenset(SHAPE["weak"])
ONE_LINE = frozenset(SHAPE["one_line"])
TYPES: dict[str, dict[str, Any]] = {one["code"]: one for one in WORDS["type"]}
TYPE_OF: dict[str, str] = {word: code for code, one in TYPES.items() for word in one["words"]}
PRAISE, OTHER = "praise", "other"


def compiled(*keys: str) -> list[re.Pattern[str]]:
    """The patterns that stand under ``keys`` of the words."""
    found: Any = WORDS
    for key in keys:
        found = found[key]
    return [re.compile(pattern) for pattern in found]


def type_code(text: str) -> str:
    """The type that a cell or a word names: 投诉 → "complaint", 投诉/市容环境 too; "" for other words."""
    plain = re.sub(r"\s|类$|件$", "", text)
    if plain in TYPE_OF:
        return TYPE_OF[plain]
    hits = [(plain.find(word), -len(word), code) for word, code in TYPE_OF.items() if word in plain[:12]]
    return min(hits)[2] if hits else ""


def urgency_code(text: str) -> str:
    """normal, urgent or top; "" for other words."""
    plain = re.sub(r"\s", "", text)
    return next((code for code, words in WORDS["urgency"].items() if plain in words), "")


def answer_word(text: str, *names: str) -> str:
    """The first of the word lists ``names`` that holds the text, by its name; "" for none."""
    plain = re.sub(r"\s", "", text).lower()
    return next((name for name in names if plain in WORDS["answers"][name]), "")
