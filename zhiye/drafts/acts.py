"""What is raised, what was done, what was promised."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from zhiye.drafts.making_of import Making
from zhiye.drafts.tables import read_toml
from zhiye.drafts.text import Stretch, nearest
from zhiye.drafts.values import CASE, CONTACT, PROMISE, WISH, Proposal

_OUTCOMES = read_toml("outcomes.toml")
_NOT_HOME = re.compile("|".join(_OUTCOMES["not_home"]))
_DECLINED = re.compile("|".join(_OUTCOMES["declined"]))
_USUAL: dict[str, str] = _OUTCOMES["usual"]
_PROMISES = read_toml("promises.toml")
_BINDING = re.compile(_PROMISES["binding"])
_OURS = re.compile(rf"^(?:{'|'.join(_PROMISES['ours'])})(?!要求|请)")
_UNITS = re.compile("|".join(_PROMISES["units"]))
_NUMBER_ALONE = re.compile(r"(?:电话|手机|联系电话|号码)?(?:是|为|:|：)?[\d\s-]{7,}")
_WISHED = ("eldercare", "culture", "other")  # such matters are often somebody's wish in other words
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
                "title": " ".join(found["text"].split())[:LONGEST_TITLE],
                "code": found["code"],
                "people": making.concerned(span),
                "home": home,
                "existing": [str(case) for case in existing],
            },
            f"{found['code']} {found['text']}",
            code=found["code"],
            confidence=found["confidence"],
            place=place,
        )


def contacts(making: Making) -> Iterator[Proposal]:
    """Each thing done with somebody, once: a visit told in two sentences is one visit."""
    seen: set[tuple[Any, ...]] = set()
    spans = {_span(found) for found in making.findings["contacts"]}
    for index, found in enumerate(making.findings["contacts"]):
        span = _span(found)
        if _NUMBER_ALONE.fullmatch(found["text"].strip()) or _holds_another(span, spans):
            continue
        people, on = making.concerned(span), _day(making, span)
        same = (found["kind"], tuple(people), on) if people else (found["kind"], span)
        if same in seen:
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
            confidence=found["confidence"],
            place=making.links.where,
        )


def _holds_another(span: Stretch, spans: set[Stretch]) -> bool:
    """Whether the same words are told once more, and closer: 帮她打电话问了街道 in a longer clause."""
    return any(other != span and _inside(other, span) for other in spans)


def promises(making: Making) -> Iterator[Proposal]:
    """Who will do what by when; words that are somebody's wish or gift are no promise."""
    wished = _wished(making)
    for index, found in enumerate(making.findings["commitments"]):
        span = _span(found)
        if any(span[0] < end and start < span[1] for start, end in wished):
            continue
        yield making.proposal(
            PROMISE,
            span,
            f"s{index}",
            {
                "who": who(making, span),
                "what": " ".join(found["text"].split())[:200],
                "due": found["due"],
                "people": making.concerned(span)[:1],
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
    binding = _BINDING.search(words)
    front = words[: binding.start()] if binding else ""
    named = making.named.inside((span[0], span[0] + len(front)))
    if named:
        return named[0].name
    if _OURS.match(words) or _OURS.match(front):
        return "我们"
    unit = _UNITS.search(front) or _UNITS.match(words)
    return unit.group() if unit else ""


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
    if any(_span(promise) == span for promise in making.findings["commitments"]):
        return True
    if any(one["kind"] == "visit" and _span(one) == span for one in making.findings["contacts"]):
        return True
    return found["code"] in _WISHED and any(_inside(wish, span) for wish in _wished(making))


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
    """The matter that a promise answers: told in the same sentence, or just before of the same people."""
    start, people = making.text.sentence_of(span[0])[0], set(making.concerned(span))
    before = making.text.sentence_of(max(0, start - 2))[0]
    near = [
        one
        for one in making.of_kind(CASE)
        if one.start >= start or (one.start >= before and people & set(one.proposal["people"]))
    ]
    index = nearest(span[0], [(one.start, one.end) for one in near], far=NEAR)
    return near[index].ref if index is not None else None


def _span(found: Any) -> Stretch:
    start, end = found["span"]
    return int(start), int(end)
