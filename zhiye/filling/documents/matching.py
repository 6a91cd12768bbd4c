"""What a label of a form asks for: known fields by exact name, by synonym, by likeness; never by a guess alone.

A label is matched when its words, or its last part where the parts before it name the same person, are a field's.
A likeness decides only when it is close and has no rival; everything else is asked. A fact of somebody else
(监护人电话, 电话（监护人）) is never matched to the person's own, nor a figure of another time (上月·走访户数) to
this one's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from zhiye.people.heads import plain_head

from .form import FOR_HANDS, Form
from .labels import joined
from .words import OTHER_PERSON, OTHER_TIME, SAME_ENDING, SAME_PERSON

State = Literal["matched", "ask", "unknown"]
CLOSE = 85.0  # 身份证号 and 身份证号码 have 89, 联系电话 and 联系地址 50, 家庭地址 and 家庭住址 75
LIKELY = 60.0  # below this nobody would think of it
LEAD = 8.0  # how far ahead of the next field a likeness must be
MOST_CHOICES = 4
_IN_BRACKETS = re.compile(r"[(\[【（]([^)\]】）]*)")
_MEASURED_IN = "单位"  # 面积（单位：平方米） tells no person


@dataclass(frozen=True, slots=True)
class Field:
    """Something that is known: a code, and the names forms give it, the usual one first.

    A name may say whose it is: 监护人·姓名, 家庭成员·姓名.
    """

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What the place ``key`` asks for: one field ("matched"), several in order of likelihood ("ask"), none ("unknown").

    ``certainty`` is 0 to 1; ``reason`` a sentence. ``by_hand``: a signature or a photograph, nothing to match.
    """

    key: str
    label: str
    state: State
    codes: tuple[str, ...]
    certainty: float
    reason: str
    by_hand: bool = False

    @property
    def code(self) -> str:
        """The field of a matched place, "" otherwise."""
        return self.codes[0] if self.state == "matched" else ""


class Vocabulary:
    """Fields by every plain spelling of their names."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self.exact: dict[str, list[str]] = {}
        self.names: list[tuple[str, str, str]] = []  # plain spelling, name, code
        for field in fields:
            for name in field.names:
                plain = plain_path(name)
                self.names.append((plain, name, field.code))
                for spelling in (plain, *endings_of(plain)):
                    codes = self.exact.setdefault(spelling, [])
                    if field.code not in codes:
                        codes.append(field.code)


def plain_path(label: str) -> str:
    """A label's parts as plain letters, still apart: 监护人·姓　名 → 监护人·姓名."""
    return "·".join(plain for part in label.split("·") if (plain := plain_head(part)))


def endings_of(plain: str) -> list[str]:
    """The same label with another usual ending: 身份证号码 → 身份证号."""
    found = []
    for long, short in SAME_ENDING:
        if plain.endswith(long):
            found.append(plain.removesuffix(long) + short)
        elif plain.endswith(short):
            found.append(plain.removesuffix(short) + long)
    return found


def match(form: Form, vocabulary: Sequence[Field]) -> list[Match]:
    """One match for every slot and for every column that is to be filled, in the form's order."""
    words = Vocabulary(vocabulary)
    found = [
        _by_hand(slot.key, slot.label)
        if slot.control in FOR_HANDS
        else match_label(slot.key, slot.label, words)
        for slot in form.slots
    ]
    for table in form.tables:
        for column in table.columns:
            if not column.serial and not column.computed:
                found.append(match_label(column.key, column.label, words, table.title))
    return found


def match_label(key: str, label: str, words: Vocabulary, title: str = "") -> Match:
    """The match of one label; ``title`` is what the list around it is about."""
    paths = _paths(label, title)
    inside = _other_in_brackets(label)
    others = inside or _other_person(joined(title, label)) or _other_time(joined(title, label))
    for certainty, path in zip((1.0, 0.98, 0.95, 0.9), paths, strict=False):
        whole = (path == paths[0] and not inside) or not others
        codes = [code for code in words.exact.get(path, []) if whole or ("·" in path and not inside)]
        if codes:
            return _found(key, label, codes, certainty, path)
    return _likely(key, label, paths, words, others)


def _paths(label: str, title: str) -> list[str]:
    """Spellings of a label from the fullest to the barest: title·group·head, group·head, head without the person."""
    full = plain_path(joined(title, label))
    own = plain_path(label)
    leaf = own.rpartition("·")[2]
    bare = _without_person(leaf)
    return list(dict.fromkeys([full, own, leaf, bare]))


def _without_person(plain: str) -> str:
    """本人电话 → 电话: the form is about this person anyway."""
    words = sorted(SAME_PERSON, key=len, reverse=True)
    return next(
        (plain.removeprefix(word) for word in words if plain.startswith(word) and plain != word), plain
    )


def _other_person(label: str) -> str:
    """The word that names somebody else in front of a fact, "" where the fact is the person's own."""
    *groups, leaf = plain_path(label).split("·")
    for part in groups:
        if word := next((word for word in OTHER_PERSON if word in part), ""):
            return word
    return next((word for word in OTHER_PERSON if leaf.startswith(word) and leaf != word), "")


def _other_in_brackets(label: str) -> str:
    """联系电话（子女）, 走访户数（累计）: the bracket says whose, or of when."""
    for told in _IN_BRACKETS.findall(label):
        plain = plain_head(told)
        word = next((word for word in OTHER_PERSON if plain.startswith(word)), "")
        if word and word != _MEASURED_IN:
            return word
        if word := next((word for word in OTHER_TIME if plain.startswith(word)), ""):
            return word
    return ""


def _other_time(label: str) -> str:
    """上月·走访户数: another figure than the one asked of this time."""
    groups = label.rpartition("·")[0]
    return next((word for word in OTHER_TIME if word in groups), "")


def _found(key: str, label: str, codes: list[str], certainty: float, path: str) -> Match:
    if len(codes) == 1:
        return Match(key, label, "matched", tuple(codes), certainty, _("就是“%(name)s”。") % {"name": path})
    reason = _("“%(name)s”可以是几样东西，请选。") % {"name": path}
    return Match(key, label, "ask", tuple(codes[:MOST_CHOICES]), 0.5, reason)


def _likely(key: str, label: str, paths: Sequence[str], words: Vocabulary, others: str) -> Match:
    """Fields whose names look like the label; only a close one without a rival is taken."""
    best: dict[str, tuple[float, str]] = {}
    for plain, name, code in words.names:
        likeness = max(0.0 if _opposite(path, plain) else _likeness(path, plain) for path in paths)
        if likeness > best.get(code, (0.0, ""))[0]:
            best[code] = (likeness, name)
    order = sorted(best.items(), key=lambda item: -item[1][0])
    likely = [(code, likeness, name) for code, (likeness, name) in order if likeness >= LIKELY]
    if not likely:
        return Match(key, label, "unknown", (), 0.0, _("没有见过这一栏。"))
    code, likeness, name = likely[0]
    rival = likely[1][1] if len(likely) > 1 else 0.0
    if others:
        reason = _("像是%(other)s的“%(name)s”，请选。") % {"other": others, "name": name}
    elif likeness >= CLOSE and likeness - rival >= LEAD:
        return Match(key, label, "matched", (code,), likeness / 100, _("和“%(name)s”很像。") % {"name": name})
    else:
        reason = _("有点像“%(name)s”，请选。") % {"name": name}
    return Match(
        key, label, "ask", tuple(code for code, _l, _n in likely[:MOST_CHOICES]), likeness / 100, reason
    )


def _opposite(path: str, plain: str) -> bool:
    """走访人 and 被走访人 are alike in letters only."""
    return path != plain and path.replace("被", "") == plain.replace("被", "")


def _likeness(path: str, plain: str) -> float:
    """How alike two spellings are, 0 to 100; a name that ends the label (户主电话 → 电话) is likely, no more."""
    if not path or not plain:
        return 0.0
    alike = fuzz.ratio(path, plain)
    if len(plain) > 1 and path.endswith(plain):
        alike = max(alike, 80.0)
    return float(alike)


def _by_hand(key: str, label: str) -> Match:
    return Match(key, label, "unknown", (), 0.0, _("要本人签名、盖章或贴照片。"), by_hand=True)
