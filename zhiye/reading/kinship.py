"""Who is whose 老伴, 儿子, 妹妹: every kin word finds the one it belongs to."""

import re

from zhiye.reading.coreference import has_kin_word, meant_by_pronoun, resident_before
from zhiye.reading.tables import read_toml
from zhiye.reading.text import Note
from zhiye.reading.values import Mention, Someone, Tie

_INVERSE_SEX = {
    relation: sex
    for key, sex in (("male", "男"), ("female", "女"))
    for relation in read_toml("kin.toml")["inverse_sex"][key]
}
_ELDERS = ("父", "母", "祖父", "祖母", "外祖父", "外祖母")
_GROWN = 18
_OWNER_PRONOUN = re.compile(r"(他|她|其)(?:的|家)?$")


def find_ties(note: Note, people: list[Someone]) -> list[Tie]:
    """Each related pair once, in the direction the text puts it; kin words without an owner tie nobody."""
    ties: list[Tie] = []
    for someone in people:
        for mention in someone.mentions:
            if mention.kind != "kin":
                continue
            owner = _owner(note, people, someone, mention)
            if owner and not any({id(t.person), id(t.of)} == {id(someone), id(owner)} for t in ties):
                ties.append(Tie(someone, _relation(someone, mention), owner))
                owner.sex = owner.sex or _INVERSE_SEX.get(mention.relation, "")
    return ties


def _relation(someone: Someone, mention: Mention) -> str:
    """老伴 is 夫 or 妻 once the sex of the one so called is known."""
    if mention.relation == "配偶" and someone.sex:
        return "夫" if someone.sex == "男" else "妻"
    return mention.relation


def _owner(note: Note, people: list[Someone], someone: Someone, mention: Mention) -> Someone | None:
    others = [other for other in people if other is not someone]
    start = mention.span.start
    if pronoun := _OWNER_PRONOUN.search(note.plain[max(0, start - 3) : start]):
        return meant_by_pronoun(others, pronoun[1], start)
    for other in others:
        if any(_owns(note, near, start) for near in other.mentions):
            return other
    if mention.relation in _ELDERS and (child := _child_before(others, start)):
        return child
    sex = _INVERSE_SEX.get(mention.relation, "")
    return resident_before(_heads(others), start, sex) or _behind(note, others, start)


def _owns(note: Note, near: Mention, start: int) -> bool:
    """曹阿婆的老伴, 曹阿婆老伴; but 儿子媳妇 are two."""
    between = note.plain[near.span.end : start] if near.span.end <= start else "-"
    return between in ("的", "家的", "家") or (between == "" and near.kind in ("name", "title"))


def _child_before(others: list[Someone], start: int) -> Someone | None:
    """妈妈 and 奶奶 in a note with a child are the child's."""
    children = [
        other for other in others if other.first < start and other.age is not None and other.age <= _GROWN
    ]
    return max(children, key=lambda child: child.first, default=None)


def _heads(others: list[Someone]) -> list[Someone]:
    """Those a note is about: residents who are not themselves somebody's kin; all if there are none."""
    heads = [other for other in others if other.role == "resident" and not has_kin_word(other)]
    return heads or others


def _behind(note: Note, others: list[Someone], start: int) -> Someone | None:
    end = note.sentence_of(start).end
    inside = [other for other in others if start < other.first < end and not other.is_kin]
    return min(inside, key=lambda other: other.first, default=None)
