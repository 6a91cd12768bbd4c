"""Names, numbers and doors taken out of a text at one tap: 王桂珍 → 王某, 115-402 → 某户."""

from collections.abc import Iterable

from zhiye.people.names import surname

_INSTEAD = {
    "number": "（号码略）",
    "door": "某户",
}  # stands in the piece itself, so it is Chinese for everybody


def masked(text: str, found: Iterable[tuple[str, int, int]]) -> str:
    """``text`` with each (kind, start, end) replaced by words that tell nobody; kinds as in ``queries.checking``."""
    for kind, start, end in sorted(found, key=lambda one: one[1], reverse=True):
        words = _INSTEAD.get(kind) or f"{surname(text[start:end]) or text[start]}某"
        text = text[:start] + words + text[end:]
    return text
