"""How we speak on pages: words that never appear, and punctuation beside Chinese characters."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "forbidden_words.toml"

HAN = r"[㐀-䶿一-鿿\U00020000-\U0003ffff]"
FULL_WIDTH = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}  # noqa: RUF001
_BESIDE_HAN = re.compile(rf"(?<={HAN})[,:;?!()]|[,:;?!()](?={HAN})")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend in a text: what was found, at which character (from 0), what to write instead."""

    found: str
    at: int
    instead: str


@cache
def _forbidden() -> tuple[tuple[re.Pattern[str], str], ...]:
    listed = tomllib.loads(DATA.read_text(encoding="utf-8"))["words"]
    return tuple((_pattern(entry["word"], entry.get("except", [])), entry["instead"]) for entry in listed)


def _pattern(word: str, allowed: list[str]) -> re.Pattern[str]:
    """Matches ``word`` unless it stands inside one of the longer ``allowed`` words."""
    longer = "|".join(re.escape(text) for text in sorted(allowed, key=len, reverse=True))
    return re.compile(f"(?P<allowed>{longer})|{re.escape(word)}" if longer else re.escape(word))


def faults(text: str) -> list[Fault]:
    """Every forbidden word and every half-width mark beside a Chinese character, in order of appearance."""
    found = [
        Fault(match.group(), match.start(), instead)
        for pattern, instead in _forbidden()
        for match in pattern.finditer(text)
        if not match.groupdict().get("allowed")
    ]
    marks = (
        Fault(match.group(), match.start(), FULL_WIDTH[match.group()]) for match in _BESIDE_HAN.finditer(text)
    )
    return sorted([*found, *marks], key=lambda fault: fault.at)
