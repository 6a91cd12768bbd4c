"""Lines found on a photo put together as text: rows from the top, a wrapped line joined to the next."""

from collections.abc import Iterable
from dataclasses import dataclass, field

SURE = 0.95  # below this the recogniser's score of a line, 0 to 1, usually hides a wrong character
SAME_ROW = 0.5  # share of a line's height by which two boxes of one row overlap
FULL = 2.5  # heights that may be left free at the right end of a line that was full, on a page held askew
ENDS = "。！？!?；;：:"


@dataclass(frozen=True)
class Line:
    """What was read at one place: pixels from the left and the top."""

    text: str
    score: float
    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """In pixels, at least one."""
        return max(self.bottom - self.top, 1)


@dataclass
class Laid:
    """The text of a page, where in it (characters, start and end) a line is doubtful, and its rows as they stood."""

    text: str = ""
    doubts: list[tuple[int, int]] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)


def laid_out(lines: Iterable[Line]) -> Laid:
    """The lines as somebody would type them."""
    found = [line for line in lines if line.text.strip()]
    edge = max((line.right for line in found), default=0)
    laid, rows = Laid(), _rows(found)
    for row, following in zip(rows, [*rows, []][1:], strict=True):
        laid.rows.append(" ".join(line.text.strip() for line in row))
        for line in row:
            start = len(laid.text)
            laid.text += line.text.strip()
            if line.score < SURE:
                laid.doubts.append((start, len(laid.text)))
        if following and not _runs_on(row[-1], following[0], edge):
            laid.text += "\n"
    return laid


def _rows(lines: list[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.top + one.bottom):
        if rows and _beside(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _beside(row: list[Line], line: Line) -> bool:
    """Whether the line stands in the row, and not over or under one of its lines."""
    last = row[-1]
    overlap = min(last.bottom, line.bottom) - max(last.top, line.top)
    free = all(line.left >= other.right or line.right <= other.left for other in row)
    return free and overlap > SAME_ROW * min(last.height, line.height)


def _runs_on(line: Line, following: Line, edge: int) -> bool:
    """Whether the sentence goes on in the next line: the line was full and nothing closed it."""
    height = min(line.height, following.height)
    return line.right >= edge - FULL * height and not line.text.rstrip().endswith(tuple(ENDS))
