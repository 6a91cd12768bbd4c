"""Who is whose 老伴, 儿子, 妹妹: every kin word finds the one it belongs to."""

import re
from dataclasses import replace

from zhiye.reading.coreference import take_all
from zhiye.reading.kin_features import Family, kin_options
from zhiye.reading.kin_words import CHILD, INVERSE_SEX, SEX_OF_RELATION, STEPS
from zhiye.reading.ranker import Features, best, read_weights
from zhiye.reading.text import Note
from zhiye.reading.values import Mention, Someone, Tie

_WEIGHTS = read_weights("kin")
_NOBODY, _ALONE, _OWNED = 0, 1, 2
_SPOUSES = ("夫", "妻", "配偶")
# Words of rank that tell two children apart.
_RANK = re.compile(r"^(?:大|小|二|三|四|五|六|老大|老二|老三|老四|老五|老幺|长|次|幼|幺|满|另)")
# Steps that lead to the same as others: a spouse's child is a child, a sister's father a father.
_SHORTER = (("us", "u"), ("sd", "d"), ("bu", "u"), ("ub", "ub"), ("bb", "b"), ("ud", "b"), ("du", "s"), ("ss", ""))


class Decision:
    """Which option is taken for a kin word; training overrides it with the labels of careful readers."""

    def choose(self, someone: Someone, mention: Mention, owners: list[Someone], options: list[Features]) -> int:
        """Index of the option taken: 0 nobody is meant, 1 somebody without an owner, 2 the first owner, …"""
        del someone, mention, owners
        return best(_WEIGHTS, options)


def find_ties(note: Note, people: list[Someone], decision: Decision | None = None) -> list[Tie]:
    """Each related pair once, in the direction the text puts it.

    ``people`` loses those whose kin word means nobody in particular, or somebody who is already there.
    """
    family = Family(note, people, [])
    decision = decision or Decision()
    for someone, mention in _kin_mentions(people):
        holder = next((p for p in people if any(m is mention for m in p.mentions)), None)
        if holder is None:
            continue
        owners, options = kin_options(family, holder, mention)
        choice = decision.choose(holder, mention, owners, options)
        if choice >= _OWNED:
            _settle(family, holder, mention, owners[choice - _OWNED])
        elif choice == _NOBODY:
            _forget(people, holder, mention)
    return family.ties


def _kin_mentions(people: list[Someone]) -> list[tuple[Someone, Mention]]:
    pairs = [(p, m) for p in people for m in p.mentions if m.kind == "kin"]
    return sorted(pairs, key=lambda pair: pair[1].span)


def _forget(people: list[Someone], someone: Someone, mention: Mention) -> None:
    if len(someone.mentions) > 1:
        someone.mentions.remove(mention)
    else:
        people.remove(someone)


def _settle(family: Family, someone: Someone, mention: Mention, owner: Someone) -> None:
    """Writes down whose kin somebody is; a kin word for one already there only names that one once more."""
    relation = _relation(someone, mention, owner)
    family.owners[mention.span.start] = owner
    if same := _already_there(family, someone, relation, owner, mention):
        take_all(same, someone)
        family.people.remove(someone)
        family.ties[:] = [_moved(tie, someone, same) for tie in family.ties]
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
    return replace(
        tie, person=new if tie.person is old else tie.person, of=new if tie.of is old else tie.of
    )


def _relation(someone: Someone, mention: Mention, owner: Someone) -> str:
    """老伴 is 夫 or 妻 once the sex of the one so called is known; 孩子 a son or a daughter."""
    if mention.relation == CHILD and someone.sex:
        return "儿子" if someone.sex == "男" else "女儿"
    sex = someone.sex or {"男": "女", "女": "男"}.get(owner.sex, "")
    if mention.relation == "配偶" and sex:
        return "夫" if sex == "男" else "妻"
    return mention.relation


def _already_there(
    family: Family, someone: Someone, relation: str, owner: Someone, mention: Mention
) -> Someone | None:
    """The one who is known to stand so to the owner: 儿子 … 儿子, or 妹妹 for the mother's other child."""
    steps = STEPS.get(relation, relation)
    for other in family.people:
        if other is someone or other is owner or not _could_be(someone, other, mention):
            continue
        if other.first < mention.span.start and steps in _ways(family, owner, other, relation):
            return other
    return None


def _could_be(someone: Someone, other: Someone, mention: Mention) -> bool:
    if someone.sex and other.sex and someone.sex != other.sex:
        return False
    if not someone.is_kin and not other.is_kin:
        return False
    ranks = {hit.group() for m in other.mentions if m.kind == "kin" and (hit := _RANK.match(m.words))}
    rank = _RANK.match(mention.words)
    return not rank or not ranks or rank.group() in ranks


def _ways(family: Family, owner: Someone, other: Someone, relation: str) -> set[str]:
    """The steps that lead from the owner to the other over one tie, or over two."""
    direct = {steps for step, end in _neighbours(family, owner) if end is other for steps in [step]}
    if relation not in STEPS:
        return {tie.relation for tie in family.ties if tie.of is owner and tie.person is other}
    over_two = {
        _short(first + second)
        for first, middle in _neighbours(family, owner)
        for second, end in _neighbours(family, middle)
        if end is other
    }
    return direct | over_two


def _neighbours(family: Family, someone: Someone) -> list[tuple[str, Someone]]:
    found = []
    for tie in family.ties:
        steps = STEPS.get(tie.relation, "k")
        if tie.of is someone:
            found.append((steps, tie.person))
        elif tie.person is someone:
            found.append((steps[::-1].translate(str.maketrans("ud", "du")), tie.of))
    return found


def _short(steps: str) -> str:
    for long, short in _SHORTER:
        steps = steps.replace(long, short)
    return steps
