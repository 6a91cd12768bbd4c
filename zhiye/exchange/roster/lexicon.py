"""The words of rosters, read once, and what a head or a small word means."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from zhiye.people.heads import SPELLINGS as HEADS
from zhiye.people.heads import plain_head

with (Path(__file__).parent / "data" / "heads.toml").open("rb") as _file:
    _DATA: dict[str, Any] = tomllib.load(_file)

WORDS: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in _DATA["words"].items()}
OWNER_KINDS: dict[str, str] = {word: kind for kind, words in _DATA["owner_kinds"].items() for word in words}
RESIDENCE: dict[str, str] = {word: state for state, words in _DATA["residence"].items() for word in words}
THRESHOLDS: dict[str, int] = _DATA["thresholds"]
FLAGS: dict[str, str] = _DATA["flags"]
PERSONAL = ("name", "id_number", "sex", "birth", "age", "phone", "home", "registered_home")

_TRAILING_NUMBER = re.compile(r"[0-9一二三四]$")


@dataclass(frozen=True, slots=True)
class HeadMeaning:
    """What a head says: a kind of people/data/heads.toml, and how sure it is (1 exact, 0.9 ending, 0.6 part)."""

    kind: str
    strength: float


def _spellings() -> dict[str, str]:
    table = {plain_head(word): kind for kind, words in HEADS.items() for word in words}
    table |= {plain_head(word): kind for kind, words in _DATA["either"].items() for word in words}
    table |= {plain_head(word): "flag" for word in FLAGS}
    return {f: f"foreign:{f}" for f in FOREIGN} | table


FOREIGN = frozenset(plain_head(word) for word in _DATA["foreign"]["heads"])


SPELLINGS = _spellings()
# Parts of a head are looked for by Chinese words only: "id" stands in "residence", "no" behind everything.
_BY_LENGTH = sorted((w for w in SPELLINGS if len(w) > 1 and not w.isascii()), key=lambda word: -len(word))
_FACT_OF_SOMEBODY = re.compile(r"(?:姓名|(?:联系|家庭)?电话|联系方式|手机号?码?)$")
# Who another person in a row may be: 紧急联系人, 监护人, 配偶 …
_OTHERS = tuple({_FACT_OF_SOMEBODY.sub("", plain_head(word)) for word in HEADS["contact"]} - {"紧急"})
_ASKING = ("是否为", "是否", "是不是", "有无")
ASKED: dict[str, str] = _DATA["asked"]
_LONGEST_HEAD = 24  # a longer text is a sentence, not a head


@cache
def head_meaning(text: str) -> HeadMeaning | None:
    """What this head says, or None. A number behind ("电话2") does not change it."""
    plain = plain_head(text)
    for word in (plain, _TRAILING_NUMBER.sub("", plain)):
        if word in SPELLINGS:
            return HeadMeaning(SPELLINGS[word], 1.0)
    if not plain or len(plain) > _LONGEST_HEAD:
        return None
    if asked := asked_of(plain):
        return HeadMeaning(f"asked:{asked}", 0.95)
    ending = next((word for word in _BY_LENGTH if plain.endswith(word)), None)
    if ending:
        return HeadMeaning(_of_another(plain, SPELLINGS[ending]), 0.9)
    part = next((word for word in _BY_LENGTH if word in plain), None)
    return HeadMeaning(SPELLINGS[part], 0.6) if part else None


def asked_of(plain: str) -> str:
    """What a yes answers to a head that asks (是否户主 → "relation:02"), "" where it asks nothing we know."""
    word = next((word for word in _ASKING if plain.startswith(word)), "")
    return ASKED.get(plain.removeprefix(word), "") if word else ""


def _of_another(plain: str, kind: str) -> str:
    """A fact of another person is a remark (监护人住址); an identity number is not even that."""
    if kind not in PERSONAL or not plain.startswith(_OTHERS):
        return kind
    return "ignore" if kind == "id_number" else "contact"


def is_head_word(text: str) -> bool:
    """Whether this text stands in the lexicon as it is, blanks aside."""
    return bool(text) and len(text) <= _LONGEST_HEAD and plain_head(text) in SPELLINGS


def starts_with_word(text: str, words: frozenset[str]) -> bool:
    """Whether the text, blanks aside, is one of the words, alone or before punctuation or a number."""
    bare = re.sub(r"\s+", "", text)
    begun = (word for word in words if bare.startswith(word))
    return any(len(bare) == len(word) or not bare[len(word)].isalpha() for word in begun)
