"""What is raised, what was done, what was promised."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from zhiye.drafts.clauses import (
    is_day_line,
    is_given_to_us,
    is_mended,
    is_moving,
    is_only_a_number,
    is_our_word,
    is_planned,
    is_reminder,
    is_to_kin,
    is_undone,
    speaks_of,
    tells_a_coming,
    title_of,
)
from zhiye.drafts.making_of import Making
from zhiye.drafts.meant import WORKER
from zhiye.drafts.tables import read_toml
from zhiye.drafts.text import Stretch, span_of
from zhiye.drafts.values import CASE, CONTACT, UNLIKELY, Proposal

_OUTCOMES = read_toml("outcomes.toml")
_NOT_HOME = re.compile("|".join(_OUTCOMES["not_home"]))
_DECLINED = re.compile("|".join(_OUTCOMES["declined"]))
_USUAL: dict[str, str] = _OUTCOMES["usual"]
_PROMISES = read_toml("promises.toml")
_BINDING = re.compile(_PROMISES["binding"])
_WENT, _GESTURE = re.compile(_OUTCOMES["told"]["went"]), re.compile(_OUTCOMES["told"]["gesture"])
_MET = ("reception", "visit", "mediation", "aid")  # contacts within which small kindnesses happen
_WISHED = ("eldercare", "culture", "other")  # such matters are often somebody's wish in other words
_NO_CASE = ("praise",)  # thanks are kept by the note itself
LONGEST_TITLE = 60


def cases(making: Making) -> Iterator[Proposal]:
    """Each matter with its shortest clause as the title; what only tells how somebody is, is no matter."""
    taken = making.wished
    for index, found in enumerate(making.findings["matters"]):
        span = span_of(found)
        if found["code"] in _NO_CASE or _only_told(making, found, span):
            continue
        if any(_inside(span, other) for other in taken) or _holds_a_matter(making, found, taken):
            continue  # part of a wish, or of a matter told already
        taken.append(span)
        home = making.home_near(span)
        place = next((one.place for one in making.of_kind("home") if one.ref == home), making.links.where)
        existing = _open_here(making, place, found["code"], span) if place else ()
        yield making.proposal(
            CASE,
            span,
            f"c{index}",
            {
                "title": title_of(found["text"], LONGEST_TITLE),
                "code": found["code"],
                "people": with_heads(making, making.concerned(span)),
                "home": home,
                "existing": [str(case) for case in existing],
            },
            f"{found['code']} {found['text']}",
            code=found["code"],
            confidence=_with_promise(making, found["confidence"], span),
            place=place,
        )


def _holds_a_matter(making: Making, found: Any, taken: list[Stretch]) -> bool:
    """Whether the words are those of a matter told already and more, and this one is no surer."""
    span = span_of(found)
    return any(
        span_of(other) in taken
        and _inside(span_of(other), span)
        and found["confidence"] <= other["confidence"]
        for other in making.findings["matters"]
        if other is not found
    )


def _open_here(making: Making, place: UUID, code: str, span: Stretch) -> tuple[UUID, ...]:
    """Open matters there that these words may go on with: those of the kind; of a home, also those that speak of the
    same in other words (还是下水道的事)."""
    same = making.links.cases.get((place, code), ())
    start, end = making.text.sentence_of(span[0])
    words = making.quote((making.text.sentence_of(max(0, start - 2))[0], end))
    others = [
        case
        for (where, _code), cases in making.links.cases.items()
        if where == place
        for case in cases
        if case not in same and speaks_of(words, making.links.told.get(case, ""))
    ]
    return (*same, *others)


def _with_promise(making: Making, confidence: float, span: Stretch) -> float:
    """What somebody promises to see to in the same sentence is a matter, however few its words."""
    sentence = making.text.sentence_of(span[0])
    answered = any(
        promise["confidence"] >= UNLIKELY
        and _inside(span_of(promise), sentence)
        and span[1] <= span_of(promise)[1]
        for promise in making.findings["commitments"]
    )
    return max(confidence, UNLIKELY) if answered else confidence


def contacts(making: Making) -> Iterator[Proposal]:
    """Each thing done with somebody, once: a visit told in two sentences is one, tea and comfort are part of it."""
    seen: set[tuple[Any, ...]] = set()
    spans = {span_of(found) for found in making.findings["contacts"]}
    received = _people_received(making)
    for index, found in enumerate(making.findings["contacts"]):
        span = span_of(found)
        if is_only_a_number(found["text"]) or _holds_another(span, spans) or _still_to_do(making, found):
            continue
        if any(_inside(wish, span) for wish in making.wished):
            continue  # what somebody wants is not done yet
        if found["kind"] == "visit" and is_moving(found["text"]):
            continue
        people, on = _met(making, found["kind"], span), _day(making, span)
        same = (found["kind"], tuple(people), on) if people else (found["kind"], span)
        went = bool(_WENT.search(found["text"]))
        if same in seen or (not went and _is_gesture(found["text"], people, on, seen)):
            continue
        seen.add(same)
        yield making.proposal(
            CONTACT,
            span,
            f"v{index}",
            {
                "kind": found["kind"],
                "outcome": outcome(
                    found["kind"], making.quote(making.text.sentence_of(span[0])), bool(people)
                ),
                "on": on.isoformat(),
                "people": people,
                "home": making.home_near(span) if found["kind"] in ("visit", "aid", "mediation") else None,
            },
            found["kind"],
            confidence=_how_sure(making, found, people, received),
            place=making.links.where,
        )


def _still_to_do(making: Making, found: Any) -> bool:
    """Words that tell what will be done: 下次约司法所来调解, 名单周五前报街道, what is promised in them."""
    words, span = found["text"], span_of(found)
    if is_planned(words):
        return True
    days = (making.quote(span_of(day)) for day in making.findings["dates"] if _inside(span_of(day), span))
    if not is_undone(words):
        return False
    return any(day.endswith("前") for day in days) or any(
        promise["confidence"] >= UNLIKELY and _inside(span, span_of(promise))
        for promise in making.findings["commitments"]
    )


def _how_sure(making: Making, found: Any, people: list[str], received: set[str]) -> float:
    """A visit with a going to somebody's door is no doubt; one without, of somebody who came, is; so is a call to a
    colleague taken for one to a resident."""
    sure, span = float(found["confidence"]), span_of(found)
    if found["kind"] == "aid" and is_given_to_us(found["text"]):
        return min(sure, UNLIKELY - 0.1)
    if found["kind"] == "reception" and not tells_a_coming(found["text"]):
        return min(sure, UNLIKELY - 0.1)
    if found["kind"] in _MET and _a_colleague_came(making, span):
        return min(sure, UNLIKELY - 0.1)
    if found["kind"] == "visit":
        if not _WENT.search(found["text"]):
            return min(sure, UNLIKELY - 0.1) if received & set(people) else sure
        doors = (span_of(address) for address in making.findings["addresses"])
        return max(sure, UNLIKELY) if people and any(_inside(door, span) for door in doors) else sure
    if found["kind"] == "phone" and not people and making.named.inside(span):
        return min(sure, UNLIKELY - 0.1)
    return sure


def _a_colleague_came(making: Making, span: Stretch) -> bool:
    """民警小周来说: no resident was met."""
    named = making.named.inside(span)
    return any(
        making.text.words.startswith("来", end)
        for one in named
        if all(other.role == WORKER for other in named)
        for start, end in one.named
        if span[0] <= start and end <= span[1]
    )


def _holds_another(span: Stretch, spans: set[Stretch]) -> bool:
    """Whether the same words are told once more, and closer: 帮她打电话问了街道 in a longer clause."""
    return any(other != span and _inside(other, span) for other in spans)


def _people_received(making: Making) -> set[str]:
    """Refs of those who came, told anywhere in the note."""
    came = [span_of(found) for found in making.findings["contacts"] if found["kind"] == "reception"]
    return {ref for span in came for ref in making.concerned(span)}


def _met(making: Making, kind: str, span: Stretch) -> list[str]:
    """Refs of those with whom it was; a call to a colleague is no call to the resident it was about."""
    named = making.named.inside(span)
    if kind == "phone" and (
        is_to_kin(making.quote(span))
        or (named and all(one.role == WORKER for one in named))
        or (not named and _is_to_an_office(making, span))
    ):
        return []
    people = (kind == "reception" and _came(making, span)) or making.concerned(span)
    doors = {
        making.quote(span_of(one)) for one in making.findings["addresses"] if _inside(span_of(one), span)
    }
    if kind == "visit" and doors and not making.proposed.inside(span):
        at = {one.index: one.address for one in making.people}
        return [ref for ref in people if not at[int(ref[1:])] or at[int(ref[1:])] in doors]  # another's door
    return people


def _came(making: Making, span: Stretch) -> list[str]:
    """Who came, where the words do not name anybody: those of the last clause before that does. The others of the
    sentence are only told of: 邓心彤生了儿子，赵阿姨来问登记."""
    start = making.text.sentence_of(span[0])[0]
    before = making.proposed.inside((start, span[0]))
    if making.proposed.inside(span) or not before:
        return []
    last = max(place[0] for one in before for place in one.named if place[1] <= span[0])
    clause = making.text.clause_of(last)
    return [f"p{one.index}" for one in making.proposed.inside((clause[0], span[0]))]


def _is_to_an_office(making: Making, span: Stretch) -> bool:
    """我打给燃气公司: no call to the resident it was about."""
    words = making.quote(span)
    return any(
        re.search(f"(?:打给|打到|致电|联系|拨)了?{re.escape(one)}|给{re.escape(one)}打", words)
        for one in making.findings["organisations"]
    )


def _is_gesture(words: str, people: list[str], on: date, seen: set[tuple[Any, ...]]) -> bool:
    """Whether it only tells a small kindness within a contact of the same people that day."""
    if not _GESTURE.search(words):
        return False
    others = [met for kind, met, *day in seen if day == [on] and kind in _MET]
    return any(set(people) & set(met) for met in others) or (not people and bool(others))


def with_heads(making: Making, refs: list[str]) -> list[str]:
    """With the people whose kin they are, where only kin are named: 儿子罗建军来敲门 concerns her too."""
    named = {one.name: one for one in reversed(making.people)}
    kin = {one.index: one for one in making.people if one.is_kin}
    if not refs or any(int(ref[1:]) not in kin for ref in refs):
        return refs
    heads = [
        named[tie["of"]]
        for tie in making.findings["kinship"]
        if tie["of"] in named and any(kin[int(ref[1:])].name == tie["person"] for ref in refs)
    ]
    found = [ref for one in heads if (ref := making.ref_of(one)) and ref not in refs]
    return [*dict.fromkeys(found), *refs]


def outcome(kind: str, words: str, met: bool) -> str:
    """What became of a contact of ``kind`` told in ``words``: seen, not_home, declined, by_phone or done."""
    if kind in ("visit", "aid", "phone"):
        if _NOT_HOME.search(words):
            return "not_home"
        if _DECLINED.search(words):
            return "declined"
    usual = _USUAL.get(kind, "done")
    return "done" if usual == "seen" and not met else usual


def _day(making: Making, span: Stretch) -> date:
    """The day told last in the sentence up to the end of the words, when it is one day, not after the day of writing,
    and not that of something else."""
    start, end = making.text.sentence_of(span[0])
    told = [
        span_of(found) for found in making.findings["dates"] if start <= found["span"][0] < min(end, span[1])
    ]
    for found in reversed(making.findings["dates"]):
        if span_of(found) not in told or _another_s(making, span_of(found), span):
            continue
        try:
            day = date.fromisoformat(found["value"])
        except ValueError:
            continue
        if day <= making.written_on:
            return day
    return _headed(making)


def _another_s(making: Making, day: Stretch, span: Stretch) -> bool:
    """A day told in the middle, before somebody else comes up: 邓心彤生了儿子，11月19号，赵阿姨来问登记."""
    clause = making.text.clause_of(day[0])
    if clause[0] <= making.text.sentence_of(span[0])[0] or clause[1] >= span[0]:
        return False
    return bool(making.named.inside((clause[1], span[0])))


def _headed(making: Making) -> date:
    """The day at the head of a page that was photographed or copied later; else the day of writing."""
    head = making.text.words.split("\n", 1)[0]
    told = [found["value"] for found in making.findings["dates"] if found["span"][1] <= len(head)]
    if not told or len(head) == len(making.text.words) or not is_day_line(head):
        return making.written_on
    try:
        return min(date.fromisoformat(told[0]), making.written_on)
    except ValueError:
        return making.written_on


def _only_told(making: Making, found: Any, span: Stretch) -> bool:
    """Words that say how somebody is, that nobody was in, that it is mended, what was promised or done, or wished:
    nothing to open."""
    if _only_a_trait(making, span) or _NOT_HOME.fullmatch(found["text"]):
        return True
    if is_our_word(found["text"]) or is_mended(found["text"]):
        return True
    if any(_is_promised(making, span, span_of(promise)) for promise in making.findings["commitments"]):
        return True
    if found["confidence"] < UNLIKELY and _told_better(making, span):
        return True
    if any(one["kind"] == "visit" and span_of(one) == span for one in making.findings["contacts"]):
        return True
    wished = any(_inside(wish, span) for wish in making.wished)
    return wished and (found["code"] in _WISHED or found["confidence"] < UNLIKELY)


def _is_promised(making: Making, span: Stretch, promise: Stretch) -> bool:
    """Whether the words are a promise, or what is promised in it: 说好下周三去，问问办得怎么样."""
    if span == promise:
        return True
    if not _inside(span, promise):
        return False
    return is_reminder(making.quote(span)) or bool(_BINDING.search(making.quote((promise[0], span[0]))))


def _told_better(making: Making, span: Stretch) -> bool:
    """Whether another matter, held likely, has some of the same words."""
    return any(
        other["confidence"] >= UNLIKELY and span[0] < other["span"][1] and other["span"][0] < span[1]
        for other in making.findings["matters"]
    )


def _inside(span: Stretch, other: Stretch) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def _only_a_trait(making: Making, span: Stretch) -> bool:
    """高血压 alone says how somebody is; nothing is asked for."""
    told = sum(
        min(end, span[1]) - max(start, span[0])
        for _trait, (start, end) in making.hints
        if start < span[1] and span[0] < end
    )
    return told * 10 >= (span[1] - span[0]) * 7
