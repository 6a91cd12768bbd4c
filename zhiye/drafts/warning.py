"""What guidance says of a note: safety first, then proofs and possible benefits. Never a tag of anybody."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from zhiye.drafts.making_of import Making
from zhiye.drafts.values import Proposal
from zhiye.guidance.card import GuidanceCard


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
                "people": making.concerned((card.start, card.end))[:1],
            },
            card.code,
            confidence=1.0,
            sensitive=card.sensitive or card.kind in ("safety", "violence"),
        )
