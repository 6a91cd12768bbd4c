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
    """What the wall shows of the homes of a committee: those to mind (◆, reason untold), those lived in."""

    to_mind: frozenset[UUID]
    lived_in: frozenset[UUID]

    def tone(self, home: UUID) -> str:
        """The mark's look: an empty home is pale."""
        if home in self.to_mind:
            return "soon"
        return "plain" if home in self.lived_in else "away"
