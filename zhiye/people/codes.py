"""Codes of people: sex, relation to the head, tenure, categories; words and bounds come from data files."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhiye.people.tables import read_table, read_toml
from zhiye.people.widths import half_width

_FLOAT_TAIL = re.compile(r"\.0+$")
_BETWEEN = re.compile(r"[、,;/|+\s和及]+")
_NEGATIONS = "非未无不"
_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Relation:
    """One code of GB/T 4761: what a member of a household is to its head."""

    code: str
    name: str
    sex: str
    aliases: tuple[str, ...]
    inverse_head_man: str
    inverse_head_woman: str
    gap: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Category:
    """A category of people: what proves it, who issues that, when to look again, who may see it.

    ``computed`` ones follow from the birth date (``age_from`` completed years); ``reverify_months`` 0 is
    never. ``care`` marks the home on the building picture. ``ring`` is "team" or "secretary".
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    evidence: str
    issuer: str
    reverify_months: int
    computed: bool
    care: bool
    ring: str
    region: str
    source: str
    effective_from: date
    age_from: int | None = None
    age_below: int | None = None


def _relation(row: Mapping[str, str]) -> Relation:
    gap = (int(row["gap_min"]), int(row["gap_max"])) if row["gap_min"] else None
    aliases = tuple(word for word in row["aliases"].split("|") if word)
    inverses = row["inverse_head_man"], row["inverse_head_woman"]
    return Relation(row["code"], row["name"], row["sex"], aliases, *inverses, gap)


def _category(row: dict[str, Any], region: str) -> Category:
    values = {"region": region, **row, "aliases": tuple(row["aliases"])}
    return Category(**{**values, "effective_from": date.fromisoformat(row["effective_from"])})


_CATEGORY_FILE = read_toml("categories.toml")
_WORDS = read_toml("word_codes.toml")
RELATIONS: Mapping[str, Relation] = {row["code"]: _relation(row) for row in read_table("relations.csv")}
CATEGORIES: Mapping[str, Category] = {
    row["code"]: _category(row, _CATEGORY_FILE["region"]) for row in _CATEGORY_FILE["category"]
}
HEAD = "02"
NON_KIN = "99"

_RELATION_WORDS = {
    word: relation.code
    for relation in RELATIONS.values()
    for word in (relation.name, relation.code, *relation.aliases)
}
_CATEGORY_WORDS = {
    word: category.code
    for category in CATEGORIES.values()
    for word in (category.name, category.code, *category.aliases)
}
_LONGEST_CATEGORY_WORDS = sorted((word for word in _CATEGORY_WORDS if len(word) > 1), key=len, reverse=True)
_NOTHING: frozenset[str] = frozenset(_CATEGORY_FILE["nothing"])
_YES: frozenset[str] = frozenset(_CATEGORY_FILE["yes"])
_SEX_WORDS = {word: code for code, words in _WORDS["sex"]["words"].items() for word in words}
_TENURE_KINDS: list[tuple[str, tuple[str, ...]]] = [
    (kind["code"], tuple(kind["words"])) for kind in _WORDS["tenure"]["kinds"]
]


def read_sex(value: object) -> str | None:
    """GB/T 2261.1 code ("1" man, "2" woman, "0" unknown, "9" not told) of a cell; None if it says no sex."""
    return _SEX_WORDS.get(_clean(value).upper())


def read_relation(value: object) -> str | None:
    """GB/T 4761 code of a word or code ("户主" → "02", "之妻" → "12", "租客" → "99"); None if unknown."""
    word = _clean(value)
    word = word.zfill(2) if word.isdigit() else word
    word = _BRACKETS.sub("", word).removeprefix("户主的").removeprefix("户主之").removeprefix("本户") or word
    return _RELATION_WORDS.get(word) or _RELATION_WORDS.get(word.removeprefix("之"))


def relation_name(code: str) -> str:
    """The standard's name of a relation ("12" → "妻"), "" for a code it does not have."""
    relation = RELATIONS.get(code)
    return relation.name if relation else ""


def relation_sex(code: str) -> str:
    """The sex a relation tells of the member ("12" → "2"), "0" where it tells none."""
    relation = RELATIONS.get(code)
    return relation.sex if relation else "0"


def inverse(code: str, sex: str) -> str:
    """What the head, of this sex (GB/T 2261.1), is to the member: ("22", "2") → "52", ("12", "1") → "11"."""
    relation = RELATIONS.get(code)
    if relation is None:
        return "97"
    return relation.inverse_head_woman if sex == "2" else relation.inverse_head_man


def gap_years(code: str) -> tuple[int, int] | None:
    """By how many years (min, max) such a member is plausibly older than the head; None for no expectation.

    A child is negative: "20" → (-50, -15).
    """
    relation = RELATIONS.get(code)
    return relation.gap if relation else None


def read_tenure(value: object) -> str:
    """How a home is held: "own", "rent", "lend" (借住), "collective" (集体户), "" if no word tells."""
    text = _clean(value)
    for code, words in _TENURE_KINDS:
        if any(word in text for word in words):
            return code
    return ""


def read_categories(value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Category codes named in a cell and the words that are none: "低保、独居,老党" → (codes, ("老党",)).

    A computed category (高龄) is understood but not given back, for it follows from the birth date; so is a
    negation (非低保).
    """
    codes: list[str] = []
    unknown: list[str] = []
    for word in _BETWEEN.split(_BRACKETS.sub(r"、\1、", _clean(value))):
        if not word or word in _NOTHING:
            continue
        known = _codes_in(word.lstrip(_NEGATIONS))
        if word[0] not in _NEGATIONS:
            codes += known
        if not known:
            unknown.append(word)
    kept = (code for code in dict.fromkeys(codes) if not CATEGORIES[code].computed)
    return tuple(kept), tuple(dict.fromkeys(unknown))


def read_yes(value: object) -> bool | None:
    """A yes/no column ("是", "√", "享受" / "否", "无", blank): None if it says neither."""
    text = _clean(value).upper()
    if not text or text in _NOTHING:
        return False
    return True if text in _YES else None


def computed_categories(age: int | None) -> tuple[str, ...]:
    """Categories that follow from an age in completed years (高龄 from the age in the data file)."""
    if age is None:
        return ()
    return tuple(
        c.code for c in CATEGORIES.values() if c.computed and c.age_from is not None and age >= c.age_from
    )


def _codes_in(word: str) -> list[str]:
    """The categories of one word, or of several grown together: 独居低保 is both."""
    if word in _CATEGORY_WORDS:
        return [_CATEGORY_WORDS[word]]
    codes = []
    rest = word
    for known in _LONGEST_CATEGORY_WORDS:
        if known in rest:
            codes.append(_CATEGORY_WORDS[known])
            rest = rest.replace(known, "")
    return codes


def _clean(value: object) -> str:
    if value is None:
        return ""
    return _FLOAT_TAIL.sub("", half_width(str(value)).strip())
