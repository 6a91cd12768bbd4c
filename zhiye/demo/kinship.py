"""GB/T 4761 relation codes of the members of an invented household, to its head and to each other."""

from collections.abc import Sequence
from typing import Protocol

from zhiye.demo.naming import MALE

HEAD = "02"
_BY_SEX = {  # role: (code of a man, code of a woman)
    "head": (HEAD, HEAD),
    "spouse": ("11", "12"),
    "child_in_law": ("28", "38"),
    "parent": ("51", "52"),
    "mate": ("99", "99"),
    "nanny": ("98", "98"),
}
_SONS, _DAUGHTERS = ("22", "23", "24", "25"), ("32", "33", "34", "35")


class Relative(Protocol):
    """What this module needs to know of a member."""

    role: str
    sex: str
    born: int

    @property
    def link(self) -> "Origin":
        """How the member came about."""


class Origin(Protocol):
    """A word (root, spouse, child, grandchild, sibling, mate, nanny) and the earlier members it leans on."""

    @property
    def word(self) -> str:
        """The word."""

    @property
    def of(self) -> tuple[int, ...]:
        """Positions of earlier members."""


def relations_to_head(members: Sequence[Relative]) -> list[str]:
    """The relation code of every member towards the one member whose role is "head"."""
    head = next(member for member in members if member.role == "head")
    return [_relation(member, head, members) for member in members]


def _relation(member: Relative, head: Relative, members: Sequence[Relative]) -> str:
    man = member.sex == MALE
    match member.role:
        case "child":
            return _child(member, [other for other in members if other.role == "child"])
        case "grandchild":
            return _grandchild(member, members)
        case "sibling":
            return sibling_code(man, member.born < head.born)
    return _BY_SEX[member.role][0 if man else 1]


def _child(member: Relative, children: Sequence[Relative]) -> str:
    man = member.sex == MALE
    if len(children) == 1:
        return "20" if man else "30"
    alike = [child for child in children if child.sex == member.sex]
    place = [child is member for child in alike].index(True)
    return (_SONS if man else _DAUGHTERS)[place]


def _grandchild(member: Relative, members: Sequence[Relative]) -> str:
    man = member.sex == MALE
    between = [members[i] for i in member.link.of if members[i].role == "child"]
    through_son = not between or between[0].sex == MALE
    return ("41" if man else "42") if through_son else ("43" if man else "44")


def sibling_code(man: bool, older: bool) -> str:
    """兄 71, 弟 73, 姐姐 75, 妹妹 77."""
    if man:
        return "71" if older else "73"
    return "75" if older else "77"


def ties_between(members: Sequence[Relative]) -> list[tuple[int, int, str]]:
    """(person, kin, relation of kin to person) by position, one tie for each pair that is known to be kin."""
    ties: list[tuple[int, int, str]] = []
    for position, member in enumerate(members):
        for other in member.link.of:
            code = _tie(member, members[other])
            if code:
                ties.append((other, position, code))
    return ties


def _tie(member: Relative, other: Relative) -> str:
    man = member.sex == MALE
    match member.link.word:
        case "spouse":
            return "11" if man else "12"
        case "child":
            return "20" if man else "30"
        case "grandchild":
            return "41" if man else "42"
        case "sibling":
            return sibling_code(man, member.born < other.born)
    return ""
