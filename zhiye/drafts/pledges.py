"""What was promised: by whom, what, until when, about which matter."""

import re
from collections.abc import Iterator
from typing import Any

from zhiye.drafts.clauses import gives_word, is_for_today, is_threat, is_unsettled, promised_of
from zhiye.drafts.making_of import Making
from zhiye.drafts.meant import promiser
from zhiye.drafts.tables import read_toml
from zhiye.drafts.text import Stretch, nearest, span_of
from zhiye.drafts.values import CASE, PROMISE, UNLIKELY, Proposal

_PROMISES = read_toml("promises.toml")
_BINDING = re.compile(_PROMISES["binding"])
_OURS = re.compile(rf"^(?:{'|'.join(_PROMISES['ours'])})(?!要求|请)")
_WITH_US = re.compile(_PROMISES["with_us"])
_UNITS = re.compile("|".join(_PROMISES["units"]))
NEAR = 60  # characters between a matter and the promise that answers it


def promises(making: Making) -> Iterator[Proposal]:
    """Who will do what by when; words that are somebody's wish or gift are no promise."""
    wished = making.wished
    for index, found in enumerate([*making.findings["commitments"], *_words_given(making)]):
        span = span_of(found)
        if any(span[0] < end and start < span[1] for start, end in wished) or is_threat(found["text"]):
            continue
        span = _with_what(making, span)
        words = making.quote(span)
        promiser = who(making, span)
        yield making.proposal(
            PROMISE,
            span,
            f"s{index}",
            {
                "who": promiser,
                "what": promised_of(words, promiser)[:200],
                "due": found["due"] or (making.written_on.isoformat() if is_for_today(words) else None),
                "people": _promised_to(making, span),
                "case": _case_near(making, span),
            },
            words,
            confidence=max(found["confidence"], UNLIKELY) if gives_word(words) else found["confidence"],
            place=making.links.where,
        )


def _words_given(making: Making) -> list[dict[str, Any]]:
    """答应帮她问, where no reader took it for a promise: a word that was given is not to be forgotten."""
    spans = [span_of(found) for found in making.findings["commitments"]]
    return [
        {"span": clause, "text": making.quote(clause), "due": None, "confidence": UNLIKELY}
        for clause in making.text.clauses
        if gives_word(making.quote(clause))
        and not any(clause[0] < end and start < clause[1] for start, end in spans)
    ]


def _with_what(making: Making, span: Stretch) -> Stretch:
    """时间待定 with the clause before, which tells what is to be done."""
    if not is_unsettled(making.quote(span)):
        return span
    before = making.text.clause_of(max(0, span[0] - 2))
    return (before[0], span[1]) if making.text.sentence_of(span[0])[0] <= before[0] < span[0] else span


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


def _case_near(making: Making, span: Stretch) -> str | None:
    """The matter that a promise answers: told in the same sentence, or in the one before, whoever promises."""
    start, end = making.text.sentence_of(span[0])
    before = making.text.sentence_of(max(0, start - 2))[0]
    near = [one for one in making.of_kind(CASE) if before <= one.start < end and one.confidence >= UNLIKELY]
    index = nearest(span[0], [(one.start, one.end) for one in near], far=NEAR)
    return near[index].ref if index is not None else None
