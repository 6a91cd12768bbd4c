"""Who is whose 老伴, 儿子, 妹妹: every kin word finds the one it belongs to."""

import re
from dataclasses import replace
from itertools import pairwise

from zhiye.reading.coreference import take_all
from zhiye.reading.kin_features import Family, age_band, kin_options, same_features
from zhiye.reading.kin_words import (
    CHILD,
    INVERSE_SEX,
    SEX_OF_RELATION,
    base_of,
    ranks_differ,
    steps_of,
    turned,
)
from zhiye.reading.ranker import Features, likely, read_weights
from zhiye.reading.tables import either, read_toml
from zhiye.reading.text import Note
from zhiye.reading.values import Mention, Someone, Tie

_WEIGHTS = read_weights("kin")
_SAME_WEIGHTS = read_weights("same")
# An owner this likely is better told than left out: below half, because a miss costs as much as a mistake.
LIKELY = 0.4
_WIFE = frozenset(("媳妇", "媳妇儿"))
_BESIDE_SON = re.compile(r"(?:子|崽|儿)(?:的|和|、|跟|与)?$")
_NOBODY, _ALONE, _OWNED = 0, 1, 2
_COUPLE = either(read_toml("kin.toml")["pairs"]["spouses"])
_COUPLE_BEHIND = re.compile(rf"(?:这对|那对|这|他们)?(?:老|小)?(?:{_COUPLE})")
_COUPLE_BEFORE = re.compile(rf"(?:{_COUPLE})[:(]?$")
# Steps that lead to the same as others: a spouse's child is a child, a sister's father a father.
_SHORTER = (
    ("us", "u"),
    ("sd", "d"),
    ("bu", "u"),
    ("ub", "ub"),
    ("bb", "b"),
    ("ud", "b"),
    ("du", "s"),
    ("ss", ""),
)


class Decision:
    """Which option is taken for a kin word; training overrides it with the labels of careful readers."""

    def choose(
        self, someone: Someone, mention: Mention, owners: list[Someone], options: list[Features]
    ) -> int:
        """Index of the option taken: 0 nobody is meant, 1 somebody without an owner, 2 the first owner, …"""
        del someone, mention, owners
        return likely(_WEIGHTS, options, LIKELY, empty=_OWNED)

    def same(self, someone: Someone, owner: Someone, others: list[Someone], options: list[Features]) -> int:
        """Index of the option taken for whom the kin word means: 0 somebody new, 1 the first of others, …"""
        del someone, owner, others
        return likely(_SAME_WEIGHTS, options, LIKELY)


def find_ties(note: Note, people: list[Someone], decision: Decision | None = None) -> list[Tie]:
    """Each related pair once, in the direction the text puts it.

    ``people`` loses those whose kin word means nobody in particular, or somebody who is already there.
    """
    family = Family(note, people, [])
    decision = decision or Decision()
    for mention in _kin_mentions(people):
        holder = next((p for p in people if any(m is mention for m in p.mentions)), None)
        if holder is None:
            continue
        owners, options = kin_options(family, holder, mention)
        choice = decision.choose(holder, mention, owners, options)
        if choice >= _OWNED:
            _settle(family, holder, mention, owners[choice - _OWNED], decision)
        else:
            _leave(family, holder, mention, nobody=choice == _NOBODY)
    _couples(family)
    _siblings_parents(family)
    return family.ties


def _kin_mentions(people: list[Someone]) -> list[Mention]:
    return sorted(
        (m for p in people for m in p.mentions if m.kind == "kin"), key=lambda mention: mention.span
    )


def _leave(family: Family, someone: Someone, mention: Mention, *, nobody: bool) -> None:
    """A kin word without an owner: the one of the same word before, nobody at all, or somebody alone."""
    if len(someone.mentions) > 1:
        if nobody:
            someone.mentions.remove(mention)
        return
    for other in family.people:
        if other is not someone and any(
            m.kind == "kin" and m.span < mention.span and base_of(m.words) == base_of(mention.words)
            for m in other.mentions
        ):
            _merge(family, other, someone)
            return
    if nobody:
        family.people.remove(someone)


def _merge(family: Family, someone: Someone, gone: Someone) -> None:
    take_all(someone, gone)
    family.people.remove(gone)
    family.ties[:] = [_moved(tie, gone, someone) for tie in family.ties]
    family.owners.update({place: someone for place, owner in family.owners.items() if owner is gone})


def _settle(family: Family, someone: Someone, mention: Mention, owner: Someone, decision: Decision) -> None:
    """Writes down whose kin somebody is; a kin word for one already there only names that one once more."""
    relation = _relation(family, someone, mention, owner)
    family.owners[mention.span.start] = owner
    if same := _already_there(family, someone, relation, owner, mention, decision):
        _merge(family, same, someone)
        someone = same
    if someone is owner:
        return
    owner.sex = owner.sex or INVERSE_SEX.get(relation, "")
    someone.sex = someone.sex or SEX_OF_RELATION.get(relation, "")
    if relation == CHILD or _tied(family, someone, owner):
        return
    family.ties.append(Tie(someone, relation, owner))


def _tied(family: Family, someone: Someone, owner: Someone) -> bool:
    return any({id(tie.person), id(tie.of)} == {id(someone), id(owner)} for tie in family.ties)


def _moved(tie: Tie, old: Someone, new: Someone) -> Tie:
    return replace(tie, person=new if tie.person is old else tie.person, of=new if tie.of is old else tie.of)


def _relation(family: Family, someone: Someone, mention: Mention, owner: Someone) -> str:
    """老伴 is 夫 or 妻 once the sex of the one so called is known; 孩子 a son or a daughter; a man's 媳妇 his wife."""
    if mention.relation == CHILD and someone.sex:
        return "儿子" if someone.sex == "男" else "女儿"
    if mention.relation == "配偶" and someone.sex:
        return "夫" if someone.sex == "男" else "妻"
    if (
        mention.words in _WIFE
        and mention.relation == "儿媳"
        and owner.sex != "女"
        and age_band(family, owner) != "old"
    ):
        before = family.note.plain[max(0, mention.span.start - 3) : mention.span.start]
        return mention.relation if _BESIDE_SON.search(before) else "妻"
    return mention.relation


def _already_there(
    family: Family, someone: Someone, relation: str, owner: Someone, mention: Mention, decision: Decision
) -> Someone | None:
    """The one of whom the kin word speaks, if already found: 儿子 … 儿子, or 妹妹 for the mother's other child."""
    others = [p for p in family.people if p is not owner and _could_be(someone, p, mention)]
    steps = steps_of(mention.words, relation)
    options = [["new", *same_features(family, someone, mention, owner, None, "")]]
    for other in others:
        ways = _ways(family, owner, other)
        way = "fits" if steps in ways else "other" if ways else "none"
        options.append(same_features(family, someone, mention, owner, other, way))
    choice = decision.same(someone, owner, others, options) if others else 0
    return others[choice - 1] if choice else None


def _could_be(someone: Someone, other: Someone, mention: Mention) -> bool:
    if other is someone or someone.sex and other.sex and someone.sex != other.sex:
        return False
    if any(ranks_differ(m.words, mention.words) for m in other.mentions if m.kind == "kin"):
        return False
    return someone.is_kin or other.is_kin


def _ways(family: Family, owner: Someone, other: Someone) -> set[str]:
    """The steps that lead from the owner to the other over one tie, or over two."""
    direct = {steps for steps, end in _neighbours(family, owner) if end is other}
    over_two = {
        _short(first + second)
        for first, middle in _neighbours(family, owner)
        for second, end in _neighbours(family, middle)
        if end is other
    }
    return (direct | over_two) - {"k"}


def _neighbours(family: Family, someone: Someone) -> list[tuple[str, Someone]]:
    found = []
    for tie in family.ties:
        if tie.of is someone:
            found.append((_steps(tie), tie.person))
        elif tie.person is someone:
            found.append((turned(_steps(tie)), tie.of))
    return found


def _steps(tie: Tie) -> str:
    words = next((m.words for m in tie.person.mentions if m.kind == "kin" and m.relation == tie.relation), "")
    return steps_of(words, tie.relation)


def _short(steps: str) -> str:
    for long, short in _SHORTER:
        steps = steps.replace(long, short)
    return steps


def _couples(family: Family) -> None:
    """阿水、阿凤夫妻, 夫妻阿水和阿凤: two names beside a word for a couple."""
    plain = family.note.plain
    named = sorted(
        ((m.span, p) for p in family.people for m in p.mentions if m.kind in ("name", "title")),
        key=lambda pair: pair[0],
    )
    for (first, one), (second, other) in pairwise(named):
        beside = _COUPLE_BEHIND.match(plain, second.end) or _COUPLE_BEFORE.search(
            plain[max(0, first.start - 8) : first.start]
        )
        if (
            one is other
            or not beside
            or plain[first.end : second.start] not in ("、", "和", "与", "跟", "及")
        ):
            continue
        if not _tied(family, one, other):
            relation = {"男": "夫", "女": "妻"}.get(other.sex, "配偶")
            family.ties.append(Tie(other, relation, one))


def _siblings_parents(family: Family) -> None:
    """A brother's or sister's parent is one's own, and one is that parent's child."""
    for tie in list(family.ties):
        if _steps(tie) != "b":
            continue
        for child, other in ((tie.person, tie.of), (tie.of, tie.person)):
            for steps, parent in _neighbours(family, child):
                if steps == "u" and parent is not other and not _tied(family, parent, other):
                    _add_child(family, parent, other)


def _add_child(family: Family, parent: Someone, child: Someone) -> None:
    if child.sex:
        family.ties.append(Tie(child, "儿子" if child.sex == "男" else "女儿", parent))
    elif parent.sex:
        family.ties.append(Tie(parent, "父" if parent.sex == "男" else "母", child))
