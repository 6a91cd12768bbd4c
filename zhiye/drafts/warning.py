"""What guidance says of a note: safety first, then proofs and possible benefits. Never a tag of anybody."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any, Protocol

from zhiye.drafts.making_of import Making
from zhiye.drafts.values import Proposal


class Card(Protocol):
    """A card of ``zhiye.guidance``, as far as this room looks at it."""

    kind: Any
    code: str
    title: str
    lines: Sequence[str]
    quote: str
    start: int
    end: int
    actions: Sequence[Any]
    source: Any
    sensitive: bool


def warnings(making: Making, cards: Iterable[Card]) -> Iterator[Proposal]:
    """One proposal a card, with whom its words concern."""
    for number, card in enumerate(cards):
        yield Proposal(
            str(card.kind),
            card.start,
            card.end,
            making.quote((card.start, card.end)),
            f"g{number}",
            {
                "code": card.code,
                "title": str(card.title),
                "lines": [str(line) for line in card.lines],
                "actions": [_plain(action) for action in card.actions],
                "source": str(card.source),
                "people": making.concerned((card.start, card.end))[:1],
            },
            card.code,
            confidence=1.0,
            sensitive=card.sensitive or card.kind in ("safety", "violence"),
        )


def _plain(action: Any) -> Any:
    """An action as JSON keeps it."""
    if is_dataclass(action) and not isinstance(action, type):
        return _plain(asdict(action))
    if isinstance(action, dict):
        return {str(key): _plain(value) for key, value in action.items()}
    if isinstance(action, list | tuple):
        return [_plain(part) for part in action]
    return action if action is None or isinstance(action, bool | int | float) else str(action)
