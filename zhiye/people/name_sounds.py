"""Names as sounds: readings, initials, likeness."""

import re
from functools import lru_cache
from itertools import islice, product

from pypinyin import Style, pinyin
from rapidfuzz.distance import Levenshtein

from zhiye.people.name_texts import HAN, SURNAME_READINGS, normalise_name, surname
from zhiye.people.tables import read_table

_GIVEN_READINGS = {row["character"]: row["readings"].split() for row in read_table("given_name_readings.csv")}
_ONE_BY_ONE = re.compile(rf"[{HAN}]|[^{HAN}\s·]+")
# Finals and initials that neighbours' ears and input methods confuse.
_MERGED = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in")]
_MOST_READINGS = 4


def pinyin_of(name: str) -> str:
    """Toneless reading, syllables apart: "单雄信" → "shan xiong xin"; an unreadable character stays."""
    return " ".join(readings[0] for readings in _readings(normalise_name(name)))


def initials(name: str) -> tuple[str, ...]:
    """First letters of every plausible reading, the most usual first, at most four: "乐乐" → ("yl", "yy").

    A surname is read as a surname (单 shan, 仇 qiu); characters without a reading are left out.
    """
    letters = [
        list(dict.fromkeys(reading[0] for reading in readings))
        for readings in _readings(normalise_name(name))
    ]
    spelled = [choice for choice in letters if choice[0].isascii() and choice[0].isalnum()]
    return tuple("".join(choice) for choice in islice(product(*spelled), _MOST_READINGS)) if spelled else ()


def near(name_a: str, name_b: str) -> float:
    """How near two names are, 0 to 1: half by characters, half by sound.

    Sounds merge zh/z, ch/c, sh/s, n/l, r/l, ang/an, eng/en, ing/in, so that 赵桂兰 and 赵贵兰 are 0.83.
    """
    a, b = normalise_name(name_a), normalise_name(name_b)
    written = Levenshtein.normalized_similarity(a, b)
    return 0.5 * written + 0.5 * Levenshtein.normalized_similarity(_sound(a), _sound(b))


@lru_cache(maxsize=65_536)
def _sound(name: str) -> str:
    return " ".join(_merge(syllable) for syllable in pinyin_of(name).split())


def _merge(syllable: str) -> str:
    for heard, kept in _MERGED:
        if syllable.startswith(heard) or syllable.endswith(heard):
            syllable = syllable.replace(heard, kept)
    return "l" + syllable[1:] if syllable[0] in "nr" else syllable


def _readings(name: str) -> list[list[str]]:
    """For every character (and foreign word) its readings, the most usual first."""
    family = surname(name)
    readings = [[syllable] for syllable in SURNAME_READINGS[family].split()] if family else []
    for run in _ONE_BY_ONE.findall(name[len(family) :]):
        readings.append(_given(run))
    return readings


@lru_cache(maxsize=32_768)
def _given(character: str) -> list[str]:
    if character in _GIVEN_READINGS:
        return _GIVEN_READINGS[character]
    if character.isascii():
        return [character.lower()]
    return [pinyin(character, style=Style.NORMAL, errors="default")[0][0] or character]
