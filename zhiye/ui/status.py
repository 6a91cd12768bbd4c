"""Status words: which look belongs to which word."""

import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import gettext

DATA = Path(__file__).parent / "data" / "status_words.toml"


@cache
def _tones() -> dict[str, str]:
    listed: dict[str, list[str]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["tones"]
    return {word: tone for tone, words in listed.items() for word in words}


def tone_of(word: str) -> str:
    """The tone of a listed status word (now, soon, away, internal, done); any other word is plain.

    ``word`` is Chinese, or what the reader's language says for it.
    """
    tones = _tones()
    return tones.get(word) or {gettext(listed): tone for listed, tone in tones.items()}.get(word, "plain")


def listed() -> tuple[str, ...]:
    """All words of the closed list, in the order of the data file."""
    return tuple(_tones())
