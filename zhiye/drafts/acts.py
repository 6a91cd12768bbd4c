"""What is raised, what was done, what was promised."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from zhiye.drafts.making_of import Making
from zhiye.drafts.meant import WORKER, promiser
from zhiye.drafts.tables import read_toml
from zhiye.drafts.text import Stretch, nearest
from zhiye.drafts.values import CASE, CONTACT, PROMISE, UNLIKELY, WISH, Proposal

_OUTCOMES = read_toml("outcomes.toml")
_NOT_HOME = re.compile("|".join(_OUTCOMES["not_home"]))
_DECLINED = re.compile("|".join(_OUTCOMES["declined"]))
_USUAL: dict[str, str] = _OUTCOMES["usual"]
_PROMISES = read_toml("promises.toml")
_BINDING = re.compile(_PROMISES["binding"])
_OURS = re.compile(rf"^(?:{'|'.join(_PROMISES['ours'])})(?!要求|请)")
_WITH_US = re.compile(_PROMISES["with_us"])
_UNITS = re.compile("|".join(_PROMISES["units"]))
_WENT, _GESTURE = re.compile(_OUTCOMES["told"]["went"]), re.compile(_OUTCOMES["told"]["gesture"])
_MET = ("reception", "visit", "mediation", "aid")  # contacts within which small kindnesses happen
_NUMBER_ALONE = re.compile(r"(?:电话|手机|联系电话|号码)?(?:是|为|:|：)?[\d\s-]{7,}")
_WISHED = ("eldercare", "culture", "other")  # such matters are often somebody's wish in other words
_SAID = re.compile("^[她他]?(?:说|讲|反映)(?!明|好)")
_NO_CASE = ("praise",)  # thanks are kept by the note itself
LONGEST_TITLE = 60
NEAR = 60  # characters between a matter and the promise that answers it


def cases(making: Making) -> Iterator[Proposal]:
    """Each matter with its shortest clause as the title; what only tells how somebody is, is no matter."""
    taken = _wished(making)
    for index, found in enumerate(making.findings["matters"]):
        span = _span(found)
        if found["code"] in _NO_CASE or _only_told(making, found, span):
            continue
        if any(_inside(span, other) for other in taken):
            continue  # part of a wish, or of a matter told already
        taken.append(span)
        home = making.home_near(span)
        place = next((one.place for one in making.of_kind("home") if one.ref == home), making.links.where)
        existing = making.links.cases.get((place, found["code"]), ()) if place else ()
        yield making.proposal(
            CASE,
            span,
            f"c{index}",
            {
                "title": _SAID.sub("", " ".join(found["text"].split()))[:LONGEST_TITLE],
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


def _with_promise(making: Making, confidence: float, span: Stretch) -> float:
    """What somebody promises to see to in the same sentence is a matter, however few its words."""
    sentence = making.text.sentence_of(span[0])
    answered = any(
        promise["confidence"] >= UNLIKELY
        and _inside(_span(promise), sentence)
        and span[1] <= _span(promise)[1]
        for promise in making.findings["commitments"]
    )
    return max(confidence, UNLIKELY) if answered else confidence


def contacts(making: Making) -> Iterator[Proposal]:
    """Each thing done with somebody, once: a visit told in two sentences is one, tea and comfort are part of it."""
    seen: set[tuple[Any, ...]] = set()
    spans = {_span(found) for found in making.findings["contacts"]}
    received = _people_received(making)
    for index, found in enumerate(making.findings["contacts"]):
        span = _span(found)
        if _NUMBER_ALONE.fullmatch(found["text"].strip()) or _holds_another(span, spans):
            continue
        if any(_inside(wish, span) for wish in _wished(making)):
            continue  # what somebody wants is not done yet
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


def _how_sure(making: Making, found: Any, people: list[str], received: set[str]) -> float:
    """A visit with a going to somebody's door is no doubt; one without, of somebody who came, is; so is a call to a
    colleague taken for one to a resident."""
    sure, span = float(found["confidence"]), _span(found)
    if found["kind"] == "visit":
        if not _WENT.search(found["text"]):
            return min(sure, UNLIKELY - 0.1) if received & set(people) else sure
        doors = (_span(address) for address in making.findings["addresses"])
        return max(sure, UNLIKELY) if people and any(_inside(door, span) for door in doors) else sure
    if found["kind"] == "phone" and not people and making.named.inside(span):
        return min(sure, UNLIKELY - 0.1)
    return sure


def _holds_another(span: Stretch, spans: set[Stretch]) -> bool:
    """Whether the same words are told once more, and closer: 帮她打电话问了街道 in a longer clause."""
    return any(other != span and _inside(other, span) for other in spans)


def _people_received(making: Making) -> set[str]:
    """Refs of those who came, told anywhere in the note."""
    came = [_span(found) for found in making.findings["contacts"] if found["kind"] == "reception"]
    return {ref for span in came for ref in making.concerned(span)}


def _met(making: Making, kind: str, span: Stretch) -> list[str]:
    """Refs of those with whom it was; a call to a colleague is no call to the resident it was about."""
    named = making.named.inside(span)
    if kind == "phone" and named and all(one.role == WORKER for one in named):
        return []
    return making.concerned(span)


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


def promises(making: Making) -> Iterator[Proposal]:
    """Who will do what by when; words that are somebody's wish or gift are no promise."""
    wished = _wished(making)
    for index, found in enumerate(making.findings["commitments"]):
        span = _span(found)
        if any(span[0] < end and start < span[1] for start, end in wished):
            continue
        promiser = who(making, span)
        yield making.proposal(
            PROMISE,
            span,
            f"s{index}",
            {
                "who": promiser,
                "what": " ".join(found["text"].split()).removeprefix(promiser).lstrip("，,：: ")[:200]
                or promiser,
                "due": found["due"],
                "people": _promised_to(making, span),
                "case": _case_near(making, span),
            },
            found["text"],
            confidence=found["confidence"],
            place=making.links.where,
        )


def outcome(kind: str, words: str, met: bool) -> str:
    """What became of a contact of ``kind`` told in ``words``: seen, not_home, declined, by_phone or done."""
    if kind in ("visit", "aid", "phone"):
        if _NOT_HOME.search(words):
            return "not_home"
        if _DECLINED.search(words):
            return "declined"
    usual = _USUAL.get(kind, "done")
    return "done" if usual == "seen" and not met else usual


def who(making: Making, span: Stretch) -> str:
    """Who promised: ourselves, a unit, or the one named in front of the binding word; "" when nobody is named."""
    words = making.quote(span)
    if _WITH_US.match(words):
        return "我们"
    if one := promiser(making, span):
        return one.name
    binding = _BINDING.search(words)
    front = words[: binding.start()] if binding else ""
    named = making.named.inside((span[0], span[0] + len(front)))
    if named:
        return named[0].name
    if _OURS.match(words) or _OURS.match(front):
        return "我们"
    unit = _UNITS.search(front) or _UNITS.match(words)
    return unit.group() if unit else ""


def _promised_to(making: Making, span: Stretch) -> list[str]:
    """The ref of whom a promise concerns: not the colleague who gives it (他答应今晚去看看)."""
    one = promiser(making, span)
    if one is None or making.ref_of(one):
        return [making.ref_of(one) or ""] if one else making.concerned(span)[:1]
    others = [before for before in making.proposed.before(span[0]) if not before.is_kin]
    return [f"p{others[0].index}"] if others else []


def _day(making: Making, span: Stretch) -> date:
    """The day told in the sentence, when it is one day and not after the day of writing."""
    start, end = making.text.sentence_of(span[0])
    for found in making.findings["dates"]:
        if start <= found["span"][0] < end:
            try:
                day = date.fromisoformat(found["value"])
            except ValueError:
                continue
            if day <= making.written_on:
                return day
    return making.written_on


def _only_told(making: Making, found: Any, span: Stretch) -> bool:
    """Words that say how somebody is, that nobody was in, what was promised or done, or wished: nothing to open."""
    if _only_a_trait(making, span) or _NOT_HOME.fullmatch(found["text"]):
        return True
    if any(_is_promised(making, span, _span(promise)) for promise in making.findings["commitments"]):
        return True
    if found["confidence"] < UNLIKELY and _told_better(making, span):
        return True
    if any(one["kind"] == "visit" and _span(one) == span for one in making.findings["contacts"]):
        return True
    wished = any(_inside(wish, span) for wish in _wished(making))
    return wished and (found["code"] in _WISHED or found["confidence"] < UNLIKELY)


def _is_promised(making: Making, span: Stretch, promise: Stretch) -> bool:
    """Whether the words are a promise, or what is promised in it: 说好下周三去，问问办得怎么样."""
    if span == promise:
        return True
    return _inside(span, promise) and bool(_BINDING.search(making.quote((promise[0], span[0]))))


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


def _wished(making: Making) -> list[Stretch]:
    return [(one.start, one.end) for one in making.of_kind(WISH)]


def _case_near(making: Making, span: Stretch) -> str | None:
    """The matter that a promise answers: told in the same sentence, or in the one before, whoever promises."""
    start, end = making.text.sentence_of(span[0])
    before = making.text.sentence_of(max(0, start - 2))[0]
    near = [one for one in making.of_kind(CASE) if before <= one.start < end and one.confidence >= UNLIKELY]
    index = nearest(span[0], [(one.start, one.end) for one in near], far=NEAR)
    return near[index].ref if index is not None else None


def _span(found: Any) -> Stretch:
    start, end = found["span"]
    return int(start), int(end)
