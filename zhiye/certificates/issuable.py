"""What may be issued here and now: the shipped list, with what the place's own file adds, confirms or takes off."""

import re
import string
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from zhiye.guidance.proofs import barred_named
from zhiye.kernel.dated import NATION, in_force, local_file, told_source

VARIABLE = "ZHIYE_PROOFS"
GRADES = ("A", "B", "C")
TO_BE_CHECKED = "C"
KINDS = ("text", "day", "number")
RESERVED = {"op", "person", "purpose", "unit", "seen", "other", "copies", "text"}  # other boxes of the form
_DATA: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.certificates").joinpath("data", "issuable.toml").read_text("utf-8")
)
KNOWN: tuple[str, ...] = tuple(_DATA["known"])
_NEVER = re.compile("|".join(_DATA["never"]))


@dataclass(frozen=True, slots=True)
class Blank:
    """One thing that is typed into a text: what the register cannot know."""

    code: str
    label: str
    kind: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of proof that may be issued. ``checked`` is the place's own confirmation of a grade C, "" without."""

    code: str
    name: str
    title: str
    topics: tuple[str, ...]
    about: str
    law: str
    source: str
    grade: str
    evidence: tuple[str, ...]
    id_line: bool
    two_people: bool
    valid_days: int
    text: str
    blanks: tuple[Blank, ...]
    checked: str = ""

    @property
    def needs_local_basis(self) -> bool:
        """Whether whoever approves writes on what the place rests it."""
        return self.grade == TO_BE_CHECKED and not self.checked

    @property
    def basis(self) -> str:
        """The law, and what the place itself has confirmed."""
        return f"{self.law}；{self.checked}" if self.checked else self.law

    def names(self) -> set[str]:
        """The braces of the text."""
        return {name for _text, name, _spec, _conversion in string.Formatter().parse(self.text) if name}


def items(day: date, region: str = "") -> list[Item]:
    """What may be issued on ``day`` in ``region`` (GB/T 2260; that of the settings), in the order of the list."""
    local = _local(settings.PROOFS)
    where = region or settings.REGION
    lifted = {one["code"] for one in in_force(local.get("lifted", []), day, where)}
    checked = {one["code"]: told_source(one) for one in in_force(local.get("confirmed", []), day, where)}
    rules = in_force([*_DATA["item"], *local.get("item", [])], day, where)
    return [
        replace(_item(rule), checked=checked.get(rule["code"], ""))
        for rule in rules
        if rule["code"] not in lifted
    ]


def item(code: str, day: date) -> Item | None:
    """One of them."""
    return next((one for one in items(day) if one.code == code), None)


def items_named(words: str, day: date) -> list[Item]:
    """Those that somebody may mean with ``words``."""
    return [one for one in items(day) if words.strip() and _means(one, words)]


def notes(day: date) -> list[str]:
    """What holds here for all proofs, with its source."""
    return [f"{one['text']}（{one['source']}）" for one in in_force(_DATA["note"], day, settings.REGION)]


def signatures() -> dict[str, str]:
    """Names of committees as they sign papers, where the place's own file tells them."""
    told: dict[str, str] = _local(settings.PROOFS).get("signatures", {})
    return told


def may_not_be_about(text: str) -> str:
    """The first word in ``text`` that no proof may be about; "" when there is none."""
    hit = _NEVER.search(text)
    return hit.group() if hit else ""


def check_settings() -> None:
    """Read everything once. Raises ImproperlyConfigured with a sentence that says what to mend."""
    _local(settings.PROOFS)


def _means(one: Item, words: str) -> bool:
    return words in one.name or re.search("|".join(one.topics), words) is not None


@cache
def _local(path: str) -> dict[str, Any]:
    given = local_file(VARIABLE, path)
    faults = [fault for rule in given.get("item", []) for fault in faults_of(rule)]
    for kind in ("confirmed", "lifted"):
        for rule in given.get(kind, []):
            faults += _missing(rule, ("code", "source", "region", "effective_from"), f"[[{kind}]]")
    if faults:
        raise ImproperlyConfigured(f"{VARIABLE} names {path}: " + "; ".join(faults))
    return given


def faults_of(rule: Mapping[str, Any]) -> list[str]:
    """What is wrong with an item, in words."""
    told = f"[[item]] {rule.get('code', '?')}"
    wanted = ("code", "name", "title", "topics", "about", "law", "source", "grade", "text", "evidence")
    faults = _missing(rule, (*wanted, "region", "effective_from"), told)
    if faults:
        return faults
    if rule["grade"] not in GRADES:
        faults.append(f"{told}: grade is {rule['grade']!r}; write A, B or C")
    if any(blank.get("kind") not in KINDS for blank in rule.get("blank", [])):
        faults.append(f"{told}: a blank has the kind text, day or number")
    if taken := {blank.get("code") for blank in rule.get("blank", [])} & RESERVED:
        faults.append(f"{told}: a blank may not be called {sorted(taken)[0]}")
    known = {*KNOWN, *(blank.get("code") for blank in rule.get("blank", []))}
    faults += [f"{told}: nobody fills {{{name}}}" for name in sorted(_item(rule).names() - known)]
    about = f"{rule['name']} {rule['title']} {rule['text']}"
    if barred := barred_named(rule["name"], rule["effective_from"], NATION):
        faults.append(f"{told}: {barred[0].name} is on the list of proofs that are not issued")
    if word := may_not_be_about(about):
        faults.append(f"{told}: a committee certifies nothing about {word}")
    return faults


def _missing(rule: Mapping[str, Any], wanted: Iterable[str], told: str) -> list[str]:
    return [f"{told}: {name} is missing" for name in wanted if not rule.get(name)]


def _item(rule: Mapping[str, Any]) -> Item:
    blanks = tuple(
        Blank(one["code"], one["label"], one["kind"], one.get("hint", "")) for one in rule.get("blank", [])
    )
    return Item(
        code=rule["code"],
        name=rule["name"],
        title=rule["title"],
        topics=tuple(rule["topics"]),
        about=rule["about"],
        law=rule["law"],
        source=told_source(rule),
        grade=rule["grade"],
        evidence=tuple(rule["evidence"]),
        id_line=bool(rule.get("id_line", False)),
        two_people=bool(rule.get("two_people", True)),
        valid_days=int(rule.get("valid_days", 0)),
        text=rule["text"],
        blanks=blanks,
    )


SHIPPED: list[dict[str, Any]] = _DATA["item"]
