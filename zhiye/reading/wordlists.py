"""Many lists of patterns over one text, looked up by first character: one pass instead of one a list."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

ANY = ""


class WordLists:
    """Patterns by class; ``hits`` tells which classes stand in a stretch of text, and where."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        by_start: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for name, patterns in lists.items():
            for pattern in (part for whole in patterns for part in _parts(whole)):
                for start in _starts(pattern) or {ANY}:
                    by_start[start][name].append(pattern)
        self._by_start = {
            start: [(name, re.compile("|".join(found))) for name, found in classes.items()]
            for start, classes in by_start.items()
        }

    def hits(self, plain: str, start: int, end: int) -> Iterator[tuple[str, int]]:
        """Each class at each place of ``plain[start:end]`` at which one of its patterns begins."""
        always = self._by_start.get(ANY, [])
        for place in range(start, end):
            for name, pattern in (*self._by_start.get(plain[place], ()), *always):
                if pattern.match(plain, place, end):
                    yield name, place


def _parts(pattern: str) -> list[str]:
    """The alternatives of a pattern at its top level."""
    parts, depth, begin, place = [], 0, 0, 0
    while place < len(pattern):
        char = pattern[place]
        if char == "\\":
            place += 1
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == "|" and depth == 0:
            parts.append(pattern[begin:place])
            begin = place + 1
        place += 1
    return [*parts, pattern[begin:]]


def _starts(pattern: str) -> set[str]:
    """The characters a pattern can begin with; empty where that is not plain to see."""
    if pattern.startswith("(?:"):
        end = _closing(pattern)
        inner = [_starts(part) for part in _parts(pattern[3:end])]
        starts = set().union(*inner) if all(inner) else set()
        rest = pattern[end + 1 :]
        if rest[:1] in {"?", "*"} and starts:
            later = _starts(rest[1:])
            return starts | later if later else set()
        return set() if rest[:1] == "{" else starts
    if pattern.startswith("["):
        end = pattern.index("]")
        plain = (
            "^" not in pattern[:end]
            and "-" not in pattern[:end]
            and pattern[end + 1 : end + 2] not in {"?", "*", "{"}
        )
        return set(pattern[1:end]) if plain else set()
    if not pattern or pattern[0] in "\\.^$(?*+{" or pattern[1:2] in {"?", "*", "{"}:
        return set()
    return {pattern[0]}


def _closing(pattern: str) -> int:
    """Where the bracket that opens the pattern closes."""
    depth = 0
    for place, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return place
    raise ValueError(f"unbalanced: {pattern}")
