"""How well the reader does on confirmed notes: shares with what they are shares of. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

# Answers that choose among what was found, or say who may see it: the reader read right.
CHOICES = frozenset(
    ("ring", "sure", "person", "people", "place", "case", "joined", "heed", "note", "evidence")
    + ("safe_contact", "safe_contact_note")
)


@dataclass(frozen=True, slots=True)
class KindFigures:
    """Drafts of one kind: confirmed as read, confirmed after a change, refused, and added by hand."""

    kind: str
    right: int = 0
    changed: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def read(self) -> int:
        """Drafts of the reader that were answered: what precision is a share of."""
        return self.right + self.changed + self.wrong

    @property
    def wanted(self) -> int:
        """What the notes held, as far as people said: what recall is a share of."""
        return self.right + self.changed + self.missed

    @property
    def precision(self) -> float | None:
        """Confirmed as read, of those answered; None without any."""
        return self.right / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """Found by the reader, also where a word had to be changed, of all that was wanted; None without any."""
        return (self.right + self.changed) / self.wanted if self.wanted else None


def was_changed(proposal: Mapping[str, Any], changed: Mapping[str, Any] | None) -> bool:
    """Whether the worker corrected what was read: a value that differs, beyond choosing and sharing."""
    return any(
        key not in CHOICES and _text(value) != _text(proposal.get(key))
        for key, value in (changed or {}).items()
    )


def figures(
    rows: Iterable[tuple[str, str, bool, Mapping[str, Any], Mapping[str, Any] | None]],
) -> list[KindFigures]:
    """Figures by kind, out of answered drafts: (kind, state, by hand, proposal, changed) each."""
    found: dict[str, KindFigures] = {}
    for kind, state, by_hand, proposal, changed in rows:
        so_far = found.get(kind, KindFigures(kind))
        if by_hand:
            field = "missed" if state == "right" else ""
        elif state == "right":
            field = "changed" if was_changed(proposal, changed) else "right"
        else:
            field = "wrong"
        found[kind] = replace(so_far, **{field: getattr(so_far, field) + 1}) if field else so_far
    return sorted(found.values(), key=lambda one: one.kind)


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
