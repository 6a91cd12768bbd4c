"""Places at which a note names somebody: titles, 老李 and 小陈, full names, nouns; kin words are read apart."""

import re

from zhiye.reading.kin_words import RELATION_OF
from zhiye.reading.names import (
    HAN,
    PEOPLE_WORDS,
    again,
    called,
    named,
    role_before,
    stand_for,
    surnamed,
    tagged,
    titled,
)
from zhiye.reading.ranker import Features, read_weights, score
from zhiye.reading.tables import either
from zhiye.reading.text import Note, Span
from zhiye.reading.values import Home, Mention

_DOUBLED = re.compile(
    rf"(?:(?<=儿子)|(?<=女儿)|(?<=闺女)|(?<=孙子)|(?<=孙女))(?P<name>(?P<one>{HAN})(?P=one))"
)
_TWICE = re.compile(rf"(?P<one>{HAN})(?P=one)(?!(?P=one))")
_TWICE_NOT = frozenset(PEOPLE_WORDS["doubled_words"]) | RELATION_OF.keys()
_AGE_BEHIND = re.compile(r",?(?:今年|已经|刚满|才)?[\d一二三四五六七八九十]{1,3}岁")
_NOUNS: dict[str, str] = {
    w: role for role in ("worker", "other", "resident") for w in PEOPLE_WORDS["nouns"][role]
}
_COMMON_NOUNS = frozenset(PEOPLE_WORDS["nouns"]["common"])
_ONE = re.compile(
    rf"(?:{either(PEOPLE_WORDS['nouns']['one'])})(?:\d+多?岁的|[\u4e00-\u9fff]{{0,6}}的)?(?:独居)?$"
)
_NOUN = re.compile(either(_NOUNS))
_FEMALE, _MALE = frozenset(PEOPLE_WORDS["nouns"]["female"]), frozenset(PEOPLE_WORDS["nouns"]["male"])
# Nouns that speak of a class of people even behind 的: 小区的老人, 附近的居民.
_POSTS = frozenset(PEOPLE_WORDS["nouns"]["posts"])
_CLASSES = frozenset(PEOPLE_WORDS["nouns"]["classes"])
_MANY = re.compile(r"(?:些|各|多|个|所有|全体|广大|[二两三四五六七八九十几\d](?:位|名|个))$")
_MANY_BEHIND = re.compile(r"们|家里|节|户|群|委|大会|代表|协|[\u4e00-\u9fff]?[：:]|[证费岗]")
_GOES_ON = re.compile(r"[读念叫上才得在姓今说是十\d]|小学|初中|高中|大学|患|有病")
_WEIGHTS = read_weights("noun")
# Where a noun is believed to mean one individual: the score of a yes against a no.
LEAST = 0.0
# Tags of words behind somebody who acts.
_ACTING = frozenset(("v", "p", "d", "ad", "vd"))
_HOLDS_ON = re.compile(r"[较更最很太这那]$")


class Decision:
    """Whether a noun (老板, 网格员, 老人) means one individual; training overrides it with labels."""

    def one(self, span: Span, features: Features, *, rule: bool) -> bool:
        """``rule`` is what the words right around say; it counts alone where nothing is learnt."""
        del span
        return score(_WEIGHTS, features) > LEAST if _WEIGHTS else rule


def find_mentions(
    note: Note, homes: list[Home], known: tuple[str, ...] = (), decision: Decision | None = None
) -> list[Mention]:
    """All mentions in order, not overlapping. ``known`` are names the register has: they need no context."""
    blocked = [home.span for home in homes]
    found: list[Mention] = []
    for look in (titled, called):
        _add(found, look(note), blocked)
    _add(found, _doubled(note), blocked)
    _add(found, _registered(note, known), blocked)
    _add(found, named(note, blocked, found), blocked)
    _add(found, tagged(note), blocked)
    _add(found, surnamed(note), blocked)
    _add(found, again(note, found), blocked)
    _add(found, _nouns(note, homes, found, decision or Decision()), blocked)
    stand_for(note, found)
    return sorted(found, key=lambda mention: mention.span)


def _add(found: list[Mention], more: list[Mention], blocked: list[Span]) -> None:
    busy = {place for span in blocked for place in range(span.start, span.end)}
    busy |= {place for mention in found for place in range(mention.span.start, mention.span.end)}
    for mention in more:
        places = range(mention.span.start, mention.span.end)
        if busy.isdisjoint(places):
            found.append(mention)
            busy |= set(places)


def _doubled(note: Note) -> list[Mention]:
    """儿子浩浩: a doubled character right behind a kin word."""
    found = [Mention(Span(*hit.span("name")), hit["name"], "name") for hit in _DOUBLED.finditer(note.plain)]
    for hit in _TWICE.finditer(note.plain):
        word = note.word_at(hit.start())
        if word is None or word.span != Span(*hit.span()) or word.tag not in ("n", "PER", "nz"):
            continue
        aged = _AGE_BEHIND.match(note.plain, hit.end())
        if hit.group() not in _TWICE_NOT and (aged or note.plain.count(hit.group()) > 1):
            found.append(Mention(Span(*hit.span()), hit.group(), "name"))
    return found


def _registered(note: Note, known: tuple[str, ...]) -> list[Mention]:
    # A register has thousands of names, a note a few: those that do not stand in it cost one look.
    return [
        Mention(Span(*hit.span()), name, "name", "", role_before(note.plain, hit.start()), name[:1])
        for name in known
        if name in note.plain
        for hit in re.finditer(re.escape(name), note.plain)
    ]


def _nouns(note: Note, homes: list[Home], names: list[Mention], decision: Decision) -> list[Mention]:
    ends = {home.span.end for home in homes}
    busy = {place for name in names for place in range(name.span.start, name.span.end)}
    starts = {name.span.start for name in names}
    found: list[Mention] = []
    for hit in _NOUN.finditer(note.plain):
        if not busy.isdisjoint(range(*hit.span())):
            continue
        rule = _by_rule(note, hit, ends)
        features = _noun_features(note, hit, rule, named_behind=hit.end() in starts)
        features.append(f"d:again:{any(m.words == hit.group() for m in found)}:{rule}")
        if decision.one(Span(*hit.span()), features, rule=rule):
            noun = hit.group()
            sex = "女" if noun in _FEMALE else "男" if noun in _MALE else ""
            found.append(Mention(Span(*hit.span()), noun, "noun", sex, _NOUNS[noun]))
    return found


def _by_rule(note: Note, hit: re.Match[str], ends: set[int]) -> bool:
    before = note.plain[max(0, hit.start() - 16) : hit.start()]
    if _MANY_BEHIND.match(note.plain, hit.end()) or (_MANY.search(before) and not _ONE.search(before)):
        return False
    return hit.group() not in _COMMON_NOUNS or _is_one(note.plain, hit, before, ends) or _is_post(note, hit)


def _noun_features(note: Note, hit: re.Match[str], rule: bool, *, named_behind: bool) -> Features:
    """What speaks for a noun meaning one individual, named by nothing else."""
    plain, noun = note.plain, hit.group()
    before, behind = plain[max(0, hit.start() - 2) : hit.start()], plain[hit.end() : hit.end() + 2]
    word, next_word = note.word_at(hit.start()), note.word_at(hit.end())
    front = note.word_at(hit.start() - 1) if hit.start() else None
    cut = "?" if word is None else "whole" if word.span == Span(*hit.span()) else "part"
    kind = f"{_NOUNS[noun]}:{noun in _COMMON_NOUNS}"
    many = bool(
        _MANY_BEHIND.match(plain, hit.end()) or _MANY.search(plain[max(0, hit.start() - 16) : hit.start()])
    )
    one = bool(_ONE.search(plain[max(0, hit.start() - 16) : hit.start()]))
    tag, tag_before = next_word.tag if next_word else "", front.tag if front else ""
    return [
        "d:bias",
        f"d:rule:{rule}:{kind}",
        f"d:noun:{noun}",
        f"d:noun:{noun}:{rule}",
        f"d:kind:{kind}:{tag}:{tag_before}",
        f"d:before:{before[-1:]}",
        f"d:before2:{before}",
        f"d:behind:{behind[:1]}:{rule}",
        f"d:behind2:{behind}",
        f"d:tag:{tag}:{cut}",
        f"d:front:{tag_before}:{cut}",
        f"d:front-word:{plain[front.span.start : front.span.end] if front else ''}",
        f"d:cut:{cut}:{kind}",
        f"d:many:{many}:{one}",
        f"d:class:{noun in _CLASSES}:{one}:{many}",
        f"d:named:{named_behind}",
        f"d:count:{min(3, plain.count(noun))}:{rule}",
        f"d:first:{plain.find(noun) == hit.start()}:{kind}",
        f"d:starts:{note.clause_of(hit.start()).start == hit.start()}:{tag}",
        f"d:place:{3 * hit.start() // max(1, len(plain))}:{kind}",
    ]


def _is_one(plain: str, hit: re.Match[str], before: str, ends: set[int]) -> bool:
    """一位阿姨, 302的老太太, 卖豆腐的大嫂, 大的读高一: a common noun that stands for one individual here."""
    if hit.group() in ("大的", "小的", "男的", "女的"):
        return bool(_GOES_ON.match(plain, hit.end())) and not _HOLDS_ON.search(before)
    if _ONE.search(before) or hit.start() in ends or (hit.start() - 1 in ends and before.endswith("的")):
        return True
    return hit.group() not in _CLASSES and before.endswith("的") and bool(re.search(f"{HAN}的$", before))


def _is_post(note: Note, hit: re.Match[str]) -> bool:
    """园长说, 开锁师傅来: a post at the beginning of a clause or the end of a compound, of the one who acts."""
    word, behind = note.word_at(hit.start()), note.word_at(hit.end())
    if hit.group() not in _POSTS or word is None or behind is None or behind.tag not in _ACTING:
        return False
    if word.span != Span(*hit.span()):
        return word.tag == "n" and word.span.end == hit.end()
    front = note.word_at(hit.start() - 1) if hit.start() else None
    return front is None or front.tag == "w"
