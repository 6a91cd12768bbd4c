"""Traits told in a note (独居, 低保, 残疾 …), each given to the one of whom the words speak, or to nobody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhiye.reading.coreference import has_kin_word
from zhiye.reading.kin_features import ITEM
from zhiye.reading.ranker import Features, likely, read_weights
from zhiye.reading.tables import either, read_toml
from zhiye.reading.text import Note, Span
from zhiye.reading.values import Mention, Someone, Tie

_WORDS = read_toml("traits.toml")
_WEIGHTS = read_weights("trait")
_PLACES = "|".join(_WORDS["places"])
_TRAITS = [
    (trait["name"], [w.replace("{place}", _PLACES) for w in (*trait["words"], *trait.get("story", ()))])
    for trait in _WORDS["trait"]
]
_RAISED = [(trait, re.compile("|".join(words))) for trait, words in _TRAITS]
_EACH: dict[str, list[tuple[str, re.Pattern[str]]]] = {
    trait: [(word, re.compile(word)) for word in words] for trait, words in _TRAITS
}
_STORY = {trait["name"]: frozenset(trait.get("story", ())) for trait in _WORDS["trait"]}
_SPOUSE_GONE = re.compile(_WORDS["spouse_gone"])
_DENIED = re.compile(_WORDS["denied"])
_HYPOTHETICAL = re.compile(_WORDS["hypothetical"])
_GRANTED = frozenset(_WORDS["granted"])
_ASKED_BEFORE, _ASKED_BEHIND = re.compile(_WORDS["asked_before"]), re.compile(_WORDS["asked_behind"])
_CLASS_BEFORE, _CLASS_BEHIND = re.compile(_WORDS["class_before"]), re.compile(_WORDS["class_behind"])
_GROUP = re.compile(_WORDS["groups"])
_CLASS = {trait: kind for kind in ("of_heads", "health", "work", "young") for trait in _WORDS[kind]}
_OF_WORKERS_TOO = frozenset(_WORDS["of_workers_too"])
# A finding this likely is better told than left out: below half, because a miss costs as much as a mistake.
LIKELY = 0.35
_SPOUSES = ("配偶", "夫", "妻")
_SIBLINGS = ("兄", "弟", "姐", "妹")
_SHARED: list[str] = _WORDS["shared_by_couples"]
_SHARED_BY_SIBLINGS: list[str] = _WORDS["shared_by_siblings"]
_SHARED_BY_HOUSEHOLDS = frozenset(_WORDS["shared_by_households"])
_HOUSEHOLD = re.compile(_WORDS["household"])
_GROWN, _AGED = 18, 60
_OF_AN_AGE = frozenset(_WORDS["of_an_age"])
_YOUNG, _OLD = re.compile(_WORDS["young_words"]), re.compile(_WORDS["old_words"])
_AT_SCHOOL = re.compile(_WORDS["at_school"])
_COUPLED = dict.fromkeys(("夫", "妻", "配偶"), "s") | dict.fromkeys(("前夫", "前妻"), "x")
# What the other end of a tie is to the one it is told of, and the other way round: child, parent, spouse, former.
_ROLE_OF_OTHER = dict.fromkeys(("儿子", "女儿"), "c") | dict.fromkeys(("父", "母"), "p") | _COUPLED
_ROLE_OF_SELF = dict.fromkeys(("儿子", "女儿"), "p") | dict.fromkeys(("父", "母"), "c") | _COUPLED
_PRONOUN = re.compile(r"([他她])(?!们)")
# What may stand between a trait and the one behind it whom it describes: 独居老人老夏, 肢体残疾的小马.
_ATTRIBUTE = re.compile(
    rf"(?:(?P<clause>[^,。;:的\n]{{0,8}}的)|户|[^,。; ]{{0,2}})?(?:{either(_WORDS['before_person'])}|的|[、,又] ?)*"
    r"(?:\d{1,3}岁的?)?[^,。;:\n]{0,2}"
)
_PAST = re.compile(
    r"[12]\d{3}年|当年|早年|年轻时|那时|那年|从前|以前|过去|曾经?|原来?|小时候|前些年|[去前]年|[一二三四五六七八九十几多]年前|早就|后来"
)
_BOTH = re.compile(r"(?:夫妻|夫妇|两口子|老两口|两人|二人|两个人|俩人|俩|双双|都|均)[^,。;]{0,5}$")


@dataclass(frozen=True, slots=True)
class Hint:
    """Words that may tell a trait."""

    trait: str
    span: Span
    word: str = ""  # the expression of the list that raised it


class Decision:
    """Of whom words tell a trait; training overrides it with the labels of careful readers."""

    def choose(self, hint: Hint, people: list[Someone], options: list[Features]) -> int:
        """Index of the option taken: 0 nobody, 1 the first of ``people``, …"""
        del hint, people
        return likely(_WEIGHTS, options, LIKELY)


def give_traits(
    note: Note,
    people: list[Someone],
    ties: list[Tie],
    decision: Decision | None = None,
    within: Span | None = None,
) -> None:
    """Gives traits to those of whom the words (``within`` a stretch) speak; what is said of groups to nobody."""
    decision = decision or Decision()
    hints = list(find_hints(note, within))
    for hint in hints:
        if _of_nobody(note, hint, people):
            continue
        choice = decision.choose(hint, people, hint_options(note, hint, people, ties, hints))
        if choice:
            _give(people[choice - 1], hint.trait)
            _give_company(note, hint, people[choice - 1], ties)
    for tie in ties:
        _give_by_ties(note, tie)
    for tie in ties:
        _share(tie)
    for someone in people:
        someone.traits.sort()


def _give_company(note: Note, hint: Hint, someone: Someone, ties: list[Tie]) -> None:
    """Whom the same words tell of as well: 夫妻俩都退休, 一家三口吃低保."""
    if _BOTH.search(note.plain[max(0, hint.span.start - 16) : hint.span.start]):
        _give_spouse(ties, someone, hint.trait)
    if hint.trait in _SHARED_BY_HOUSEHOLDS and _HOUSEHOLD.search(_around(note, hint)):
        _give_household(ties, someone, hint.trait)


def _of_nobody(note: Note, hint: Hint, people: list[Someone]) -> bool:
    """Words that deny the trait (不是低保户), only ask for it (咨询低保政策), or speak of a class of people."""
    start, end = hint.span.start, hint.span.end
    before = note.plain[max(0, start - 10) : start]
    if _DENIED.search(before):
        return True
    if hint.trait in _GRANTED and (_ASKED_BEFORE.search(before) or _ASKED_BEHIND.match(note.plain, end)):
        return True
    classed = _CLASS_BEFORE.search(before) and _CLASS_BEHIND.match(note.plain, end)
    covered = any(_covers(mention, hint.span) for someone in people for mention in someone.mentions)
    return bool(classed) and not covered and _described(note, hint, people) is None


def find_hints(note: Note, within: Span | None = None) -> Iterator[Hint]:
    """Words that may tell a trait, trait by trait; only those ``within`` a stretch, if one is given."""
    within = within or Span(0, len(note.plain))
    for trait, pattern in _RAISED:
        for hit in pattern.finditer(note.plain, within.start, within.end):
            yield Hint(trait, Span(*hit.span()), _raised_by(trait, note.plain, hit))


def _raised_by(trait: str, plain: str, hit: re.Match[str]) -> str:
    """Which expression of the list it was: what is learnt of one holds for all that it matches."""
    for word, pattern in _EACH[trait]:
        found = pattern.match(plain, hit.start())
        if found and found.end() == hit.end():
            return word
    return ""


def _around(note: Note, hint: Hint) -> str:
    """The clause of a hint and the one in front."""
    clause = note.clause_of(hint.span.start)
    return note.plain[note.clause_of(max(0, clause.start - 2)).start : clause.end]


def hint_options(
    note: Note, hint: Hint, people: list[Someone], ties: list[Tie], hints: list[Hint]
) -> list[Features]:
    """Features of: told of nobody, then told of each of ``people``."""
    place = _place(note, hint, people)
    return [
        ["nobody", *_nobody_features(note, hint, place), *_company_features(note, hint, hints)],
        *(_someone_features(note, hint, someone, place, ties) for someone in people),
    ]


@dataclass(frozen=True, slots=True)
class _Place:
    """How the people of a note stand to a hint."""

    clause: Span
    sentence: Span
    recent: list[Someone]  # last named first, before the hint
    heads: list[Someone]
    pronoun: str
    behind: Someone | None  # described by the hint: it stands right behind


def _place(note: Note, hint: Hint, people: list[Someone]) -> _Place:
    start = hint.span.start
    clause, sentence = note.clause_of(start), note.sentence_of(start)
    recent = sorted((p for p in people if p.first < start), key=lambda p: -_last(p, start))
    heads = [p for p in recent if p.role == "resident" and not has_kin_word(p)]
    pronouns = _PRONOUN.findall(note.plain[clause.start : start])
    return _Place(
        clause, sentence, recent, heads, pronouns[-1] if pronouns else "", _described(note, hint, people)
    )


def _last(someone: Someone, place: int) -> int:
    return max((m.span.end for m in someone.mentions if m.span.start < place), default=-1)


def _described(note: Note, hint: Hint, people: list[Someone]) -> Someone | None:
    gap = note.plain[hint.span.end : hint.span.end + 14]
    near: list[tuple[int, int]] = []
    for index, someone in enumerate(people):
        for mention in someone.mentions:
            away = mention.span.start - hint.span.end
            if 0 <= away <= 13 and _ATTRIBUTE.fullmatch(gap[:away]):
                near.append((away, index))
    return people[min(near)[1]] if near else None


def _nobody_features(note: Note, hint: Hint, place: _Place) -> Features:
    plain, span = note.plain, hint.span
    before, behind = plain[max(0, span.start - 10) : span.start], plain[span.end : span.end + 4]
    clause = note.plain_of(place.clause)
    kind = _CLASS.get(hint.trait, "-")
    inside = sum(_last(p, span.start) > place.sentence.start for p in place.recent)
    return [
        f"n:{hint.trait}",
        f"n:word:{hint.word}:{hint.trait}",
        f"n:story:{hint.word in _STORY[hint.trait]}:{place.behind is not None}",
        f"n:story:{hint.word in _STORY[hint.trait]}:{hint.trait}",
        f"n:denied:{bool(_DENIED.search(before))}",
        f"n:hypothetical:{bool(_HYPOTHETICAL.search(clause[: span.start - place.clause.start]))}:{kind}",
        f"n:group:{bool(_GROUP.search(clause))}:{place.behind is None}",
        f"n:before:{before[-1:]}",
        f"n:before2:{before[-2:]}",
        f"n:behind:{behind[:1]}",
        f"n:behind2:{behind[:2]}",
        f"n:inside:{min(2, inside)}",
        f"n:heads:{min(2, len(place.heads))}",
        f"n:described:{place.behind is not None}",
        f"n:quoted:{plain.rfind('“', 0, span.start) > plain.rfind('”', 0, span.start)}",
    ]


def _company_features(note: Note, hint: Hint, hints: list[Hint]) -> Features:
    """Which other traits the same words, the same clause and the rest of the note may tell."""
    clause = note.clause_of(hint.span.start)
    same = {h.trait for h in hints if h.trait != hint.trait and h.span.overlaps(hint.span)}
    near = {h.trait for h in hints if h.trait != hint.trait and h.span.overlaps(clause)} - same
    times = sum(h.trait == hint.trait for h in hints)
    before = note.plain[clause.start : hint.span.start]
    return [
        *(f"n:also:{hint.trait}:{trait}" for trait in sorted(same)),
        *(f"n:near:{hint.trait}:{trait}" for trait in sorted(near)),
        f"n:near:{min(2, len(near))}:{bool(same)}",
        f"n:times:{min(3, times)}:{hint.trait}",
        f"n:times:{min(3, times)}",
        f"n:past:{bool(_PAST.search(before))}:{_CLASS.get(hint.trait, '-')}",
        f"n:past:{bool(_PAST.search(before))}:{hint.trait}",
        *(f"n:part:{hint.trait}:{two}" for two in _pairs(note.plain_of(hint.span))),
        *(f"n:tag:{word.tag}:{hint.trait}" for word in note.words_in(hint.span)[:1]),
    ]


def _pairs(words: str) -> list[str]:
    """Two characters at a time: what is learnt of 瘫痪 says something of 偏瘫在床."""
    return [words[at : at + 2] for at in range(min(6, max(1, len(words) - 1)))]


def _someone_features(note: Note, hint: Hint, someone: Someone, place: _Place, ties: list[Tie]) -> Features:
    kind = _CLASS.get(hint.trait, "-")
    stands = "kin" if someone.is_kin else "named-kin" if has_kin_word(someone) else "head"
    return [
        f"p:{stands}:{someone.role}",
        f"p:{someone.role}:{hint.trait in _OF_WORKERS_TOO}",
        f"p:{stands}:{kind}",
        f"p:{hint.trait}:{stands}",
        f"p:described:{place.behind is someone}:{place.behind is not None}",
        f"p:described:{place.behind is someone}:{kind}",
        f"p:described:{_shape(note, hint, someone) if place.behind is someone else '-'}:{stands}",
        f"p:has:{hint.trait in someone.traits}",
        f"p:fits:{_fits(note, hint.trait, someone)}",
        f"p:ties:{hint.trait}:{_standing_in_family(someone, ties)}",
        f"p:story:{hint.word in _STORY[hint.trait]}:{stands}",
        f"p:kin-covered:{_kin_covered(hint, someone, ties)}:{hint.trait}",
        *_distance(note, hint, someone, stands, bool(place.recent) and place.recent[0] is someone),
        *_standing(hint, someone, place, kind, ties),
    ]


def _shape(note: Note, hint: Hint, someone: Someone) -> str:
    """What stands between the words and the one behind them: nothing, a clause with 的, something else."""
    first = min(m.span.start for m in someone.mentions if m.span.start >= hint.span.end)
    gap = note.plain[hint.span.end : first]
    pause = "," if "," in gap or "、" in gap else ""
    shape = "" if not gap else "的" if gap.endswith("的") else "+的" if "的" in gap else "~"
    return f"{shape}{pause}{min(3, len(gap) // 3)}"


def _kin_covered(hint: Hint, someone: Someone, ties: list[Tie]) -> str:
    """The relation to someone of the one whom the words themselves name: 老伴 in 老伴去世."""
    for tie in ties:
        if tie.of is someone and any(_covers(mention, hint.span) for mention in tie.person.mentions):
            return tie.relation
    return ""


def _fits(note: Note, trait: str, someone: Someone) -> str:
    """Whether age and sex allow the trait."""
    if trait == "孕产":
        return f"pregnant:{someone.sex}"
    kind = trait if _CLASS.get(trait) in ("young", "work") or trait in _OF_AN_AGE else _CLASS.get(trait, "-")
    return f"{kind}:{_age_band(note, someone)}"


def _age_band(note: Note, someone: Someone) -> str:
    """Young, grown or old, by the age told, by the words for somebody, or by school."""
    if someone.age is not None:
        return "young" if someone.age <= _GROWN else "old" if someone.age >= _AGED else "grown"
    for mention in someone.mentions:
        if _YOUNG.search(mention.words) or _AT_SCHOOL.match(note.plain, mention.span.end):
            return "young"
        if _OLD.search(mention.words):
            return "old"
    return "?"


def _standing_in_family(someone: Someone, ties: list[Tie]) -> str:
    """Which of child, parent and spouse the note gives somebody."""
    found = {_ROLE_OF_OTHER.get(tie.relation, "") for tie in ties if tie.of is someone}
    found |= {_ROLE_OF_SELF.get(tie.relation, "") for tie in ties if tie.person is someone}
    return "".join(sorted(found))


def _distance(note: Note, hint: Hint, someone: Someone, stands: str, nearest: bool) -> Features:
    span = hint.span
    if any(_covers(mention, span) for mention in someone.mentions):
        return ["p:covers", f"p:covers:{hint.trait}", f"p:covers:{stands}"]
    near = max((m for m in someone.mentions if m.span.end <= span.start), key=lambda m: m.span, default=None)
    if near is None:
        gap = note.plain[span.end : someone.first]
        stops = sum(mark in "。!?;\n" for mark in gap)
        return [f"p:behind:{min(2, stops)}:{len(gap) < 12}", f"p:behind:{stands}"]
    gap = note.plain[near.span.end : span.start]
    sentences, pauses = len(re.findall(r"[。!?;\n]+", gap)), len(re.findall(r"[,:、() ]+", gap))
    chars = min(5, len(gap) // 10)
    owns = gap[:1] in ("的", "家") and not sentences and not pauses
    return [
        f"p:sentences:{min(3, sentences)}",
        f"p:sentences:{min(3, sentences)}:{stands}",
        f"p:pauses:{min(4, pauses)}:{min(1, sentences)}",
        f"p:gap:{gap if len(gap) < 2 else '~' if len(gap) < 5 else '~~'}:{pauses == 0}",
        f"p:owns:{owns}",
        f"p:beside:{gap[:1] == '(' and ')' not in gap}:{pauses == 1}",
        f"p:item:{bool(ITEM.search(gap))}:{stands}",
        f"p:chars:{chars}:{stands}",
        f"p:nearest:{nearest}:{chars}:{pauses == 0}:{stands}",
        f"p:nearest:{nearest}:{chars}:{min(1, sentences)}:{min(2, pauses)}",
        f"p:starts:{near.span.start - note.clause_of(near.span.start).start <= 1}:{min(1, sentences)}:{min(2, pauses)}",
    ]


def _covers(mention: Mention, span: Span) -> bool:
    return mention.span.start <= span.start < mention.span.end or span.start <= mention.span.start < span.end


def _standing(hint: Hint, someone: Someone, place: _Place, kind: str, ties: list[Tie]) -> Features:
    start = hint.span.start
    recency = _index(place.recent, someone)
    in_clause = [p for p in place.recent if _last(p, start) > place.clause.start]
    in_sentence = [p for p in place.recent if _last(p, start) > place.sentence.start]
    leads = (
        bool(in_sentence) and min(in_sentence, key=lambda p: _first_from(p, place.sentence.start)) is someone
    )
    sex = {"他": "男", "她": "女"}.get(place.pronoun, "")
    agrees = "-" if not sex else "?" if not someone.sex else str(someone.sex == sex)
    fitting = [p for p in place.recent if not sex or p.sex in ("", sex)]
    owner_is_last = any(tie.of is someone and place.recent and tie.person is place.recent[0] for tie in ties)
    return [
        f"p:recency:{recency}",
        f"p:recency:{recency}:{kind}",
        f"p:head:{_index(place.heads, someone)}:{kind}",
        f"p:head:{_index(place.heads, someone)}:{bool(in_clause)}",
        f"p:in-clause:{_index(in_clause, someone)}:{len(in_clause) > 1}",
        f"p:in-sentence:{_index(in_sentence, someone)}:{bool(in_clause)}",
        f"p:leads:{leads}:{bool(in_clause)}",
        f"p:pronoun:{agrees}:{bool(in_clause)}",
        f"p:fitting:{_index(fitting, someone)}:{bool(sex)}",
        f"p:owner-of-last:{owner_is_last}:{kind}:{bool(in_clause)}",
    ]


def _first_from(someone: Someone, place: int) -> int:
    return min((m.span.start for m in someone.mentions if m.span.start >= place), default=1 << 30)


def _index(people: list[Someone], someone: Someone) -> int:
    return next((min(3, index) for index, p in enumerate(people) if p is someone), 9)


def _give(someone: Someone, trait: str) -> None:
    if trait not in someone.traits:
        someone.traits.append(trait)


def _give_spouse(ties: list[Tie], someone: Someone, trait: str) -> None:
    for tie in ties:
        if tie.relation in _SPOUSES:
            if tie.person is someone:
                _give(tie.of, trait)
            elif tie.of is someone:
                _give(tie.person, trait)


def _give_household(ties: list[Tie], someone: Someone, trait: str) -> None:
    """一家三口吃低保: all whose tie leads to one of them."""
    for tie in ties:
        if (someone is tie.person or someone is tie.of) and tie.relation not in ("前夫", "前妻", "亲属"):
            _give(tie.person, trait)
            _give(tie.of, trait)


def _share(tie: Tie) -> None:
    """Couples rent together, brothers and sisters are left behind together; the child of somebody 单亲 is so too."""
    shared = _SHARED if tie.relation in _SPOUSES else _SHARED_BY_SIBLINGS if tie.relation in _SIBLINGS else []
    for trait in shared:
        if trait in tie.person.traits or trait in tie.of.traits:
            _give(tie.person, trait)
            _give(tie.of, trait)
    for child, parent, relations in (
        (tie.person, tie.of, ("儿子", "女儿")),
        (tie.of, tie.person, ("父", "母")),
    ):
        grown = child.age is not None and child.age > _GROWN
        if tie.relation in relations and "单亲" in parent.traits and child.role == "resident" and not grown:
            _give(child, "单亲")


def _give_by_ties(note: Note, tie: Tie) -> None:
    """老伴前年走了 makes a widow of the other; 前夫 and 前妻 are divorced both."""
    if tie.relation in ("前夫", "前妻"):
        _give(tie.of, "离异")
        _give(tie.person, "离异")
    if tie.relation not in _SPOUSES:
        return
    for mention in tie.person.mentions:
        behind = re.split("[,。;]", note.plain[mention.span.end : mention.span.end + 24])[0]
        if _SPOUSE_GONE.match(behind):
            _give(tie.of, "丧偶")
