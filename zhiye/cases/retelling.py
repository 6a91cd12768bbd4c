"""一页讲清: a matter retold in a given number of lines. Pure; by rules, no language model.

Nothing is invented: every line quotes facts that were handed in and names them by their ids. The same facts give the
same page. Where there is not room for all, milestones come before the rest and the newer before the older; what is
not quoted is counted under its month, so that the counts add up to all there is.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

ROWS, WIDTH = 38, 42  # lines of print, and Han characters in one of them
MOST_ROWS = 2  # of print, for one quoted fact
CUT = "……"
OPEN, OVERDUE, KEPT, DROPPED = "open", "overdue", "kept", "dropped"
_FIRST = {OVERDUE: 0, OPEN: 1, DROPPED: 2, KEPT: 3}
_WIDE = 0x2E80  # from here on a character is as wide as a Han character


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is on record: its id, its day, a word (走访), its text, where it stands, what it weighs."""

    id: str
    on: date
    word: str
    text: str
    url: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Pledge:
    """One promise: who does what, until when, and what became of it (open, kept or dropped)."""

    id: str
    on: date
    text: str
    due: date | None
    state: str
    settled_on: date | None = None
    reason: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page: words of ours, a quote (the beginning of a fact's text), the facts it tells of."""

    word: str
    quote: str
    sources: tuple[str, ...]
    on: date | None = None
    due: date | None = None
    mark: str = ""
    url: str = ""
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def rows(self) -> int:
        """How many lines of print it takes."""
        counted = sum(width_of(word) + 3 for word, _n in self.counts)
        before = width_of(self.word) + (6 if self.on else 0) + (12 if self.due or self.mark else 0) + 2
        return max(1, -(-(before + counted + width_of(self.quote)) // WIDTH))


@dataclass(frozen=True, slots=True)
class Block:
    """A month, or a longer stretch, of what was done: how much of what kind, and what is quoted of it."""

    first: date
    last: date
    head: Line
    lines: tuple[Line, ...] = ()

    @property
    def rows(self) -> int:
        """How many lines of print it takes."""
        return self.head.rows + sum(line.rows for line in self.lines)


@dataclass(frozen=True, slots=True)
class Retelling:
    """The page: who wants what, what was promised, what was done, what is next."""

    wants: tuple[Line, ...]
    pledges: tuple[Line, ...]
    done: tuple[Block, ...]
    next: tuple[Line, ...]

    @property
    def rows(self) -> int:
        """How many lines of print it takes, headings left out."""
        return _rows(self.wants) + _rows(self.pledges) + _rows(self.next) + _rows(self.done)

    @property
    def sources(self) -> set[str]:
        """The facts it tells of."""
        lines = [*self.wants, *self.pledges, *self.next]
        for block in self.done:
            lines += [block.head, *block.lines]
        return {id_ for line in lines for id_ in line.sources}


def retell(
    wants: Sequence[Fact],
    pledges: Sequence[Pledge],
    done: Sequence[Fact],
    coming: Sequence[Fact],
    today: date,
    rows: int = ROWS,
) -> Retelling:
    """The four parts in at most ``rows`` lines of print; at least 12, or there is no page."""
    rows = max(rows, 12)
    wanted = _few([_quoted(fact) for fact in wants], rows // 6)
    following = _few([_quoted(fact) for fact in coming], rows // 6)
    left = rows - _rows(wanted) - _rows(following)
    given = _pledged(pledges, today, left // 2 if done else left)
    return Retelling(tuple(wanted), tuple(given), tuple(_told(done, left - _rows(given))), tuple(following))


def width_of(text: str) -> int:
    """In Han characters, rounded up: other letters are half as wide."""
    wide = sum(ord(letter) >= _WIDE for letter in text)
    return wide + -(-(len(text) - wide) * 6 // 10)


def shortened(text: str, width: int) -> str:
    """The beginning of ``text`` that is no wider than ``width``, with …… where something is left out."""
    words = " ".join(text.split())
    if width_of(words) <= width:
        return words
    kept, room = "", max(width - width_of(CUT), 0)
    for letter in words:
        if width_of(kept + letter) > room:
            break
        kept += letter
    return kept + CUT


def _quoted(fact: Fact, with_day: bool = False) -> Line:
    line = Line(fact.word, "", (fact.id,), fact.on if with_day else None, url=fact.url)
    room = MOST_ROWS * WIDTH - width_of(fact.word) - 8
    return replace(line, quote=shortened(fact.text, max(room, 8)))


def _few(lines: list[Line], rows: int) -> list[Line]:
    """As many from the front as have room; the first one always, cut to fit."""
    kept: list[Line] = []
    for line in lines:
        if kept and _rows(kept) + line.rows > rows:
            break
        kept.append(line)
    return kept


def _rows(parts: Iterable[Line | Block]) -> int:
    return sum(part.rows for part in parts)


def _pledged(pledges: Sequence[Pledge], today: date, rows: int) -> list[Line]:
    """Those over time first, then open ones, then those that ended, newest first; the rest is counted."""
    lines = [_pledge(pledge, today) for pledge in sorted(pledges, key=lambda one: _order(one, today))]
    kept = _few(lines, rows)
    if len(kept) == len(lines):
        return kept
    while len(kept) > 1 and _rows(kept) + 1 > rows:
        kept.pop()
    rest = lines[len(kept) :]
    counts = Counter(line.mark for line in rest)
    told = tuple((mark, counts[mark]) for mark in _FIRST if counts[mark])
    return [*kept, Line("", "", tuple(id_ for line in rest for id_ in line.sources), counts=told)]


def _order(pledge: Pledge, today: date) -> tuple[int, int, str]:
    state = _state(pledge, today)
    if state in (OPEN, OVERDUE):
        return _FIRST[state], (pledge.due or date.max).toordinal(), pledge.id
    return _FIRST[state], -(pledge.settled_on or pledge.on).toordinal(), pledge.id


def _state(pledge: Pledge, today: date) -> str:
    late = pledge.state == OPEN and pledge.due is not None and pledge.due < today
    return OVERDUE if late else pledge.state


def _pledge(pledge: Pledge, today: date) -> Line:
    text = f"{pledge.text}：{pledge.reason}" if pledge.reason else pledge.text
    quote = shortened(text, MOST_ROWS * WIDTH - 24)
    ended = pledge.settled_on if pledge.state != OPEN else None
    due = pledge.due if pledge.state == OPEN else None
    return Line("", quote, (pledge.id,), ended, due, _state(pledge, today), pledge.url)


def _told(facts: Sequence[Fact], rows: int) -> list[Block]:
    """By month, oldest first; by quarter, by year, or all in one, where there are more months than room."""
    ordered = sorted(facts, key=lambda fact: (fact.on, fact.id))
    if not ordered or rows < 1:
        return [_block(ordered, frozenset())] if ordered else []
    for key in (_month, _quarter, _year, lambda fact: (0, 0)):
        groups = [list(group) for _key, group in groupby(ordered, key)]
        if sum(_block(group, frozenset()).rows for group in groups) <= rows:
            break
    quoted: frozenset[str] = frozenset()
    for fact in sorted(ordered, key=lambda fact: (-fact.weight, -fact.on.toordinal(), fact.id)):
        tried = quoted | {fact.id}
        if sum(_block(group, tried).rows for group in groups) <= rows:
            quoted = tried
    return [_block(group, quoted) for group in groups]


def _month(fact: Fact) -> tuple[int, int]:
    return fact.on.year, fact.on.month


def _quarter(fact: Fact) -> tuple[int, int]:
    return fact.on.year, (fact.on.month - 1) // 3


def _year(fact: Fact) -> tuple[int, int]:
    return fact.on.year, 0


def _block(facts: list[Fact], quoted: frozenset[str]) -> Block:
    """Its head counts every fact of the stretch by its word; a fact alone in its stretch needs no head besides."""
    counts = Counter(fact.word for fact in facts)
    told = tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
    head = Line("", "", tuple(fact.id for fact in facts), counts=told)
    lines = tuple(_quoted(fact, with_day=True) for fact in facts if fact.id in quoted)
    if len(facts) == 1 and lines:
        head = replace(lines[0], counts=())
        lines = ()
    return Block(facts[0].on, facts[-1].on, head, lines)
