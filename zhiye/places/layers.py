"""What an upper room says of each home in the picture of a building, and of the homes of a committee."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Layer:
    """One way to colour the building picture.

    ``cells``: home id → (word, tone of ``zhiye.ui.matrix.TONES``); homes left out stay plain.
    ``sentence`` says the whole without colours; ``legend`` explains marks, "" when words suffice.
    """

    code: str
    name: Any  # lazily translated
    cells: Mapping[UUID, tuple[str, str]]
    sentence: str
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the wall shows of the homes of a committee: those to mind (●, reason untold) and the empty ones."""

    to_mind: frozenset[UUID]
    empty: frozenset[UUID]

    def tone(self, home: UUID) -> str:
        """The mark's look."""
        return "soon" if home in self.to_mind else "away" if home in self.empty else "plain"
