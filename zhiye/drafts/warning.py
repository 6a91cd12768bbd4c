"""What guidance says of a note: safety first, then proofs and possible benefits. Never a tag of anybody.

A warning of violence is about the one harmed, never the one who strikes; where the words leave it open, about nobody:
the worker says on the card who is meant.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from zhiye.drafts.making_of import Making
from zhiye.drafts.meant import named_by, speaker
from zhiye.drafts.tables import read_toml
from zhiye.drafts.text import PRONOUN, Somebody, Stretch
from zhiye.drafts.values import SAFETY, VIOLENCE, Proposal
from zhiye.guidance.card import GuidanceCard

_WORDS = read_toml("warning.toml")
_PASSIVE, _FEAR, _STRIKE, _STRIKES, _OTHERS, _ANOTHER = (
    re.compile(_WORDS[name]) for name in ("passive", "fear", "strike", "strikes", "others", "another")
)


def warnings(making: Making, cards: Iterable[GuidanceCard]) -> Iterator[Proposal]:
    """One proposal a card, with whom its words concern."""
    for number, card in enumerate(cards):
        yield Proposal(
            card.kind,
            card.start,
            card.end,
            making.quote((card.start, card.end)),
            f"g{number}",
            {
                "code": card.code,
                "title": card.title,
                "lines": list(card.lines),
                "actions": [asdict(action) for action in card.actions],
                "source": card.source,
                "people": _concerned(making, card),
            },
            card.code,
            confidence=1.0,
            sensitive=card.sensitive or card.kind in (SAFETY, VIOLENCE),
        )


def _concerned(making: Making, card: GuidanceCard) -> list[str]:
    span = (card.start, card.end)
    if card.kind not in (SAFETY, VIOLENCE):
        return making.concerned(span)[:1]
    one = harmed(making, span) if card.kind == VIOLENCE else speaker(making, card.start)
    ref = making.ref_of(one) if one else None
    return [ref] if ref else []


def harmed(making: Making, span: Stretch) -> Somebody | None:
    """Who is harmed by what the words at ``span`` tell; None where they leave it open."""
    start = making.text.clause_of(span[0])[0]
    end = max(span[1], making.text.clause_of(span[1] - 1)[1])
    words = making.quote((start, end))
    if passive := _PASSIVE.search(words):
        return speaker(making, start + passive.start())
    if fear := _FEAR.search(words):
        return speaker(making, start + fear.start(), but=_strikers(making, words, start))
    strike = _STRIKE.search(words)
    if strike is None:
        return None
    if named := making.named.inside((start + strike.end(), end)):
        return named[0] if len(named) == 1 and not named[0].is_kin else None
    return _struck(making, words, start, strike.start())


def _struck(making: Making, words: str, start: int, strike: int) -> Somebody | None:
    """儿子喝了酒就打她, 他把她赶出门: the last pronoun that does not strike itself."""
    pronouns = [hit for hit in PRONOUN.finditer(words) if not _STRIKES.match(words, hit.end())]
    pronouns = [hit for hit in pronouns if hit.start() > strike or words[: hit.start()].endswith("把")]
    if not pronouns or _OTHERS.search(words, strike):
        return None
    doers = _doers(making, start, start + strike)
    return named_by(making, start + pronouns[-1].start(), pronouns[-1].group(), doers)


def _doers(making: Making, start: int, strike: int) -> set[int]:
    """Indexes of those named in front of a blow, unless they only tell of another's: 王大姐说她老公又打她."""
    words = making.text.words
    return {
        one.index
        for one in making.named.inside((start, strike))
        if not any(
            start <= named[0] and named[1] <= strike and _ANOTHER.search(words, named[1], strike)
            for named in one.named
        )
    }


def _strikers(making: Making, words: str, start: int) -> set[int]:
    """Those named in front of a blow that comes before the fear: 儿子罗建军天天来敲门，她害怕."""
    strike, fear = _STRIKE.search(words), _FEAR.search(words)
    if strike is None or fear is None or strike.start() > fear.start():
        return set()
    return _doers(making, start, start + strike.start())
