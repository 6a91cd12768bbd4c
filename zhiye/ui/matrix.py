"""Plain values from which the matrix of homes (楼盘表) and the wall of buildings are drawn."""

from dataclasses import dataclass
from itertools import chain

TONES = ("now", "soon", "plain", "away", "internal", "done", "none")


@dataclass(frozen=True, slots=True)
class Cell:
    """One home on the wall: ``label`` as on the door (402), ``word`` its state, ``tone`` one of ``TONES``.

    ``tone`` "none" is a gap (no such room), so that columns stay under each other.
    """

    label: str
    word: str = ""
    tone: str = "plain"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Floor:
    """One row of the matrix, highest floor first; ``label`` e.g. 6层."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One building on the estate wall: the floors in small, and a line of words that says it without dots."""

    label: str
    words: str
    url: str
    floors: tuple[Floor, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark of the small picture: place in SVG units (10 a step) and tone."""

    x: int
    y: int
    tone: str


STEP = 10  # SVG units between two dots


def columns(floors: tuple[Floor, ...]) -> int:
    """The widest floor's number of cells (0 for no floors)."""
    return max((len(floor.cells) for floor in floors), default=0)


def dots(floors: tuple[Floor, ...]) -> list[Dot]:
    """One dot for each home, gaps left out."""
    placed = chain.from_iterable(
        (Dot(x * STEP + STEP // 2, y * STEP + STEP // 2, cell.tone) for x, cell in enumerate(floor.cells))
        for y, floor in enumerate(floors)
    )
    return [dot for dot in placed if dot.tone != "none"]
