"""What speaks for and against one individual being the one a kin word belongs to."""

import re
from dataclasses import dataclass, field

from zhiye.reading.coreference import has_kin_word
from zhiye.reading.kin_words import INVERSE_SEX, ORDINALS, WEAK, base_of, steps_of
from zhiye.reading.ranker import Features
from zhiye.reading.text import Note
from zhiye.reading.values import Mention, Someone, Tie

_OWN = re.compile(
    r"(?P<who>[他她其]|自己|我们|我|俺|咱|你|您|对方|他们|她们|双方|老人|本人|这家|人家|当事人|男方|女方)"
    r"(?P<house>家里的|家里|家|屋里|屋)?(?P<of>的)?(?:那个|这个|一个|唯一的|[\d一二三四五六七八九十]+多?岁的)?$"
)
_GENERIC_BEFORE = re.compile(
    r"(?:像|如|当|做|是|比|没有|没|有|无|各|每个|谁的?|别人|人家|哪个|亲|认|当成|作为|送|接|带|抱|陪|跟|和|与|给|让|叫|找|由|靠|替|对|帮|看|照顾|伺候|见|生|娶|嫁)$"
)
_AND = re.compile(r"(?:和|与|跟|同|及|以及|、|带着?|陪着?|领着?|抱着?|搀着?|扶着?|给|替|为)$")
_SAYS = re.compile(r"(?:说|讲|反映|表示|告诉|介绍|称|道|问|诉说|哭诉|提出|讲述|电话里)[^。！？\n]{0,6}$")
# 说,哥,我妈还不知道; 谢谢哥: somebody is spoken to, not of.
_CALLING = re.compile(r"(?:[“,:]|谢谢|喊|叫|一声)$")
_OLD = re.compile(
    "奶奶|爷爷|阿婆|大爷|大娘|老太|老汉|老人|阿公|老伯|娭毑|嗲嗲|婆婆|老爷子|姆妈|大妈|老先生|伯伯"
)
# Between two points of a list.
ITEM = re.compile(r"\n|[①-⑳]|[;。:](?:\d{1,2}|[一二三四五六七八九十])[、.)]|另[,:一外]")
_LINE = {"d", "dd", "u", "uu", "b"}
_GROWN = 18
_AGED = 60


@dataclass(slots=True)
class Family:
    """What is known so far: the people of a note, and the ties among them."""

    note: Note
    people: list[Someone]
    ties: list[Tie]
    owners: dict[int, Someone] = field(default_factory=dict)  # by the start of a kin word


@dataclass(slots=True)
class _Place:
    """A kin word, and how the people of the note stand to it."""

    mention: Mention
    someone: Someone
    steps: str
    before: str
    pronoun: str
    recent: list[Someone]
    heads: list[Someone]
    sex: str
    previous: Mention | None


def kin_options(family: Family, someone: Someone, mention: Mention) -> tuple[list[Someone], list[Features]]:
    """The possible owners, and features of: nobody is meant, somebody without an owner, then each owner."""
    place = _place(family, someone, mention)
    owners = [other for other in family.people if other is not someone and _possible(family, other, mention)]
    options = [["nobody", *_word_features(family, place, owners)], ["alone", *_alone_features(place, owners)]]
    options += [_owner_features(family, place, owner) for owner in owners]
    return owners, options


def _possible(family: Family, other: Someone, mention: Mention) -> bool:
    """A kin word further on owns no kin word, 老大 no 老二; others do, up to the end of the next sentence."""
    if mention.words in ORDINALS and any(m.words in ORDINALS for m in other.mentions):
        return False
    if other.first < mention.span.start:
        return True
    return not other.is_kin and other.first < family.note.sentence_of(mention.span.start).end + 40


def _place(family: Family, someone: Someone, mention: Mention) -> _Place:
    plain, start = family.note.plain, mention.span.start
    before = plain[max(0, start - 12) : start]
    own = _OWN.search(before)
    recent = sorted(
        (p for p in family.people if p is not someone and p.first < start), key=lambda p: -_last(p, start)
    )
    heads = [p for p in recent if p.role == "resident" and not has_kin_word(p)]
    earlier = [m for p in family.people for m in p.mentions if m.kind == "kin" and m.span.end <= start]
    previous = max(earlier, key=lambda m: m.span.end, default=None)
    sex = {"他": "男", "她": "女"}.get(own["who"], "") if own else ""
    return _Place(
        mention, someone, steps_of(mention.words, mention.relation), before, own["who"] if own else "", recent, heads,
        sex, previous,
    )  # fmt: skip


def _last(someone: Someone, place: int) -> int:
    return max((m.span.end for m in someone.mentions if m.span.start < place), default=-1)


def _same_word(family: Family, place: _Place, owner: Someone) -> bool:
    """Whether the same kin word was this owner's before."""
    words = place.mention.words
    return any(
        family.owners.get(m.span.start) is owner and m.words == words and m is not place.mention
        for p in family.people
        for m in p.mentions
        if m.kind == "kin"
    )


def _word_features(family: Family, place: _Place, owners: list[Someone]) -> Features:
    """What speaks for a kin word meaning nobody in particular."""
    plain, mention = family.note.plain, place.mention
    weak = "weak" if base_of(mention.words) in WEAK else "firm"
    behind = plain[mention.span.end : mention.span.end + 2]
    generic = _GENERIC_BEFORE.search(place.before)
    named = "named" if not place.someone.is_kin else "bare"
    return [
        f"n:{weak}:{named}",
        f"n:steps:{place.steps}:{weak}",
        f"n:word:{base_of(mention.words)}",
        f"n:before:{place.before[-1:]}",
        f"n:before2:{place.before[-2:]}",
        f"n:behind:{behind[:1]}",
        f"n:pronoun:{place.pronoun}:{weak}",
        f"n:ordinal:{mention.words in ORDINALS}",
        f"n:vocative:{bool(_CALLING.search(place.before)) and behind[:1] in tuple(',!。”')}",
        f"n:generic:{generic.group() if generic else ''}",
        f"n:people:{min(3, len(place.recent))}:{weak}",
        f"n:heads:{min(2, len(place.heads))}",
        f"n:owners:{min(2, len(owners))}",
        f"n:long:{min(3, len(mention.words))}:{weak}",
        f"n:quoted:{_quoted(plain, mention.span.start)}",
        f"n:starts:{place.before[-1:] in ',。;:!?、( ' or not place.before}:{weak}",
        f"n:again:{_named_before(family, place)}",
    ]


def _alone_features(place: _Place, owners: list[Someone]) -> Features:
    weak = "weak" if base_of(place.mention.words) in WEAK else "firm"
    return [
        f"a:{weak}",
        f"a:{'bare' if place.someone.is_kin else 'named'}",
        f"a:steps:{place.steps}",
        f"a:word:{place.mention.relation}",
        f"a:pronoun:{place.pronoun}",
        f"a:owners:{min(2, len(owners))}",
        f"a:heads:{min(2, len(place.heads))}",
    ]


def _quoted(plain: str, start: int) -> bool:
    opened = max(plain.rfind(mark, 0, start) for mark in "“「")
    return opened > max(plain.rfind(mark, 0, start) for mark in "”」")


def _named_before(family: Family, place: _Place) -> bool:
    return any(
        m.words == place.mention.words and m.span.end <= place.mention.span.start
        for p in family.people
        for m in p.mentions
    )


def _owner_features(family: Family, place: _Place, owner: Someone) -> Features:
    return [
        f"o:role:{owner.role}:{'kin' if owner.is_kin else 'named-kin' if has_kin_word(owner) else 'head'}",
        *_distance(family, place, owner),
        *_standing(family, place, owner),
        *_agreement(family, place, owner),
        *_ties(family, place, owner),
    ]


def _distance(family: Family, place: _Place, owner: Someone) -> Features:
    """Words between the owner's nearest mention and the kin word, and how many stops."""
    note, start = family.note, place.mention.span.start
    near = max((m for m in owner.mentions if m.span.end <= start), key=lambda m: m.span, default=None)
    if near is None:
        gap = note.plain[place.mention.span.end : owner.first]
        stops = sum(mark in "。!?;\n" for mark in gap)
        return [f"o:behind:{min(2, stops)}", f"o:behind:{'near' if len(gap) < 6 else 'far'}:{stops > 0}"]
    gap = note.plain[near.span.end : start]
    sentences = len(re.findall(r"[。!?;\n]+", gap))
    pauses = len(re.findall(r"[,:、 ]+", gap))
    kind = f"{near.kind}:{'' if place.someone.is_kin else 'named'}"
    shape = gap if len(gap) <= 1 else "的" if gap in ("家的", "家里的", "家那个", "的那个", "家里") else "~"
    said = "says" if _SAYS.search(gap[:8]) else ""
    kin = "kin" if has_kin_word(owner) else "head"
    return [
        f"o:gap:{shape}:{kin}",
        f"o:chars:{min(6, len(gap) // 12)}:{kin}",
        f"o:chars:{min(6, len(gap) // 12)}:{bool(place.pronoun)}",
        f"o:gap:{shape}:{near.kind}",
        f"o:gap:{shape}:{place.steps}:{kin}",
        f"o:sentences:{min(3, sentences)}",
        f"o:sentences:{min(3, sentences)}:{kin}:{bool(place.pronoun)}",
        f"o:pauses:{min(4, pauses)}:{min(1, sentences)}",
        f"o:in-clause:{not sentences and not pauses}:{kind}",
        f"o:and:{bool(_AND.search(gap))}:{len(gap) < 4}",
        f"o:said:{said}:{place.pronoun}:{_quoted(note.plain, start)}",
        f"o:item:{bool(ITEM.search(gap))}:{kin}",
        f"o:other-item:{_in_other_item(place, gap)}",
        f"o:starts:{_starts_clause(note, near)}:{min(1, sentences)}",
    ]


def _in_other_item(place: _Place, gap: str) -> bool:
    """Whether the owner stands in another point of a list than the kin word, whose own point names somebody."""
    points = [hit.end() for hit in ITEM.finditer(gap)]
    start = place.mention.span.start
    return bool(points) and any(_last(p, start) > start - len(gap) + points[-1] for p in place.heads)


def _starts_clause(note: Note, mention: Mention) -> bool:
    return mention.span.start - note.clause_of(mention.span.start).start <= 1


def _standing(family: Family, place: _Place, owner: Someone) -> Features:
    """How far in front the owner stands among those the note speaks of."""
    recency = _index(place.recent, owner)
    head = _index(place.heads, owner)
    fitting = [p for p in place.recent if not place.sex or p.sex in ("", place.sex)]
    sure = [p for p in place.recent if place.sex and p.sex == place.sex]
    only = "only" if len(place.heads) == 1 and head == 0 else ""
    first = place.recent and min(place.recent, key=lambda p: p.first) is owner
    sentence = family.note.sentence_of(place.mention.span.start).start
    inside = [p for p in place.recent if _last(p, place.mention.span.start) > sentence]
    leads = bool(inside) and min(inside, key=lambda p: _first_from(p, sentence)) is owner
    return [
        f"o:recency:{recency}:{bool(place.pronoun)}",
        f"o:recency:{recency}:{place.steps}",
        f"o:head:{head}:{bool(place.pronoun)}",
        f"o:head:{head}:{only}",
        f"o:head:{head}:{place.steps}",
        f"o:fitting:{_index(fitting, owner)}:{place.pronoun}",
        f"o:sure:{_index(sure, owner) if place.sex else '-'}",
        f"o:first:{first}",
        f"o:mentions:{min(3, len(owner.mentions))}",
        f"o:leads:{leads}:{bool(place.pronoun)}",
        f"o:inside:{_index(inside, owner)}:{len(inside) > 2}",
    ]


def _first_from(someone: Someone, place: int) -> int:
    return min((m.span.start for m in someone.mentions if m.span.start >= place), default=1 << 30)


def _index(people: list[Someone], owner: Someone) -> int:
    return next((min(4, index) for index, p in enumerate(people) if p is owner), 9)


def _agreement(family: Family, place: _Place, owner: Someone) -> Features:
    """Whether sex, age and surname of the two allow the relation."""
    wanted = INVERSE_SEX.get(place.mention.relation, "")
    sex = "-" if not wanted else "?" if not owner.sex else str(owner.sex == wanted)
    pronoun = "-" if not place.sex else "?" if not owner.sex else str(owner.sex == place.sex)
    return [
        f"o:sex:{sex}",
        f"o:pronoun:{pronoun}",
        f"o:age:{age_band(family, owner)}:{place.steps}",
        f"o:surname:{_surnames(place.someone, owner)}:{place.steps if place.steps in _LINE else 'other'}",
        f"o:spouses:{place.steps == 's' and bool(owner.sex) and owner.sex == place.someone.sex}",
    ]


def age_band(family: Family, owner: Someone) -> str:
    if owner.age is not None:
        return "young" if owner.age <= _GROWN else "old" if owner.age >= _AGED else "grown"
    return "old" if any(_OLD.search(mention.words) for mention in owner.mentions) else "?"


def _surnames(someone: Someone, owner: Someone) -> str:
    ours = {m.surname for m in someone.mentions if m.surname}
    theirs = {m.surname for m in owner.mentions if m.surname}
    return "?" if not ours or not theirs else str(bool(ours & theirs))


def _ties(family: Family, place: _Place, owner: Someone) -> Features:
    """What the owner is already known to be to others, and whose the kin word before was."""
    start = place.mention.span.start
    before = family.owners.get(place.previous.span.start) if place.previous else None
    same_sentence = bool(place.previous and place.previous.span.start >= family.note.sentence_of(start).start)
    chained = place.previous is not None and any(m is place.previous for m in owner.mentions)
    has = any(
        tie.of is owner
        and (tie.relation == place.mention.relation)
        or tie.person is owner
        and tie.of is place.someone
        for tie in family.ties
    )
    last = steps_of(place.previous.words, place.previous.relation) if place.previous else ""
    gap = family.note.plain[place.previous.span.end : start] if place.previous else ""
    if _in_other_item(place, gap):
        before, chained = None, False
    return [
        f"o:shared:{before is owner}:{same_sentence}",
        f"o:shared:{before is owner}:{last}:{place.steps}",
        f"o:chained:{chained}:{last}:{place.steps}",
        f"o:chained:{chained}:{gap if len(gap) < 2 else '~'}",
        f"o:has:{has}:{place.someone.is_kin}",
        f"o:same-word:{_same_word(family, place, owner)}",
        f"o:is-kin:{any(tie.person is owner for tie in family.ties)}:{place.steps}",
    ]


def same_features(
    family: Family, someone: Someone, mention: Mention, owner: Someone, other: Someone | None, way: str
) -> Features:
    """What speaks for a kin word of ``owner`` meaning ``other``, who was found already; None: somebody new.

    ``way``: whether known ties lead from the owner to the other by the steps of the kin word.
    """
    plain, start = family.note.plain, mention.span.start
    steps = steps_of(mention.words, mention.relation)
    named = "bare" if someone.is_kin else "named"
    if other is None:
        another = re.search(r"(?:另一个|另外|还有一?个?|又)$", plain[max(0, start - 4) : start])
        return [
            f"x:{named}:{steps}",
            f"x:{named}",
            f"x:another:{bool(another)}",
            f"x:word:{base_of(mention.words)}",
        ]
    stands = "bare" if other.is_kin else "kin" if has_kin_word(other) else "head"
    side = "before" if other.first < start else "behind"
    return [
        f"y:{way}:{named}:{stands}",
        f"y:{way}:{steps}:{side}",
        f"y:{way}:{side}",
        f"y:words:{_words(mention, other)}:{named}",
        f"y:words:{_words(mention, other)}:{way}",
        f"y:role:{other.role}:{stands}",
        f"y:surname:{_surnames(other, owner)}:{steps}:{stands}",
        f"y:age:{age_band(family, other)}:{steps}",
        f"y:sex:{bool(other.sex) and other.sex == someone.sex}:{stands}",
        f"y:told:{_told(plain, mention, other)}",
        f"y:away:{_away(family, mention, other)}:{side}",
    ]


def _words(mention: Mention, other: Someone) -> str:
    """Whether the other is called by the same kin word, by one of the same relation, or by another."""
    kin = [m for m in other.mentions if m.kind == "kin"]
    if any(m.words == mention.words for m in kin):
        return "same"
    if any(m.relation == mention.relation for m in kin):
        return "relation"
    return "other" if kin else "none"


def _told(plain: str, mention: Mention, other: Someone) -> str:
    """他爸是跑长途的邹永新, 公公姓滕, 滕德昌是她公公: the text itself makes the two one."""
    for near in other.mentions:
        if mention.span.end <= near.span.start <= mention.span.end + 16:
            gap = plain[mention.span.end : near.span.start]
            if re.match(r"(?:就?是|叫|名叫|姓.?|,?(?:就是|名叫|叫做))", gap) and not re.search("[。;]", gap):
                return "is"
        if near.span.end <= mention.span.start <= near.span.end + 10:
            gap = plain[near.span.end : mention.span.start]
            if re.match(r"(?:就?是|系|作为|为|,(?:也?是|系)|\()", gap) and not re.search("[。;]", gap):
                return "is-of"
    return ""


def _away(family: Family, mention: Mention, other: Someone) -> int:
    """Sentences between the kin word and the other's nearest mention."""
    places = [m.span.start for m in other.mentions]
    near = min(places, key=lambda place: abs(place - mention.span.start))
    low, high = sorted((near, mention.span.start))
    return min(3, sum(mark in "。!?;\n" for mark in family.note.plain[low:high]))
