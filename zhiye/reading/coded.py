"""Findings by lists of words, clause by clause: the common work of matters and contacts."""

import re
from typing import Any

from zhiye.reading.text import Note, Span, trimmed
from zhiye.reading.values import Coded


class Lexicon:
    """Patterns by code, and patterns of clauses in which a code (or "all") does not count."""

    def __init__(self, words: dict[str, Any]) -> None:
        self.patterns = {code: re.compile("|".join(found)) for code, found in words["words"].items()}
        self._not = {code: re.compile("|".join(found)) for code, found in words["not"].items()}

    def codes(self, clause: str) -> list[tuple[str, re.Match[str]]]:
        """The codes whose words stand in a clause, in the order of the list."""
        if self._denied("all", clause):
            return []
        hits = [(code, pattern.search(clause)) for code, pattern in self.patterns.items()]
        return [(code, hit) for code, hit in hits if hit and not self._denied(code, clause)]

    def _denied(self, code: str, clause: str) -> bool:
        return code in self._not and bool(self._not[code].search(clause))


def coded_clauses(note: Note, lexicon: Lexicon, longest: int = 40) -> list[Coded]:
    """One finding for each clause and code; long clauses of unpunctuated notes are cut around the words."""
    found = []
    for clause in note.clauses:
        for code, hit in lexicon.codes(note.plain_of(clause)):
            found.append(Coded(_around(note, clause, hit, longest), code))
    return sorted(found, key=lambda coded: (coded.span, coded.code))


def _around(note: Note, clause: Span, hit: re.Match[str], longest: int) -> Span:
    if clause.end - clause.start <= longest:
        return trimmed(note.plain, clause)
    start = max(clause.start, clause.start + hit.start() - 12)
    return trimmed(note.plain, Span(start, min(clause.end, clause.start + hit.end() + 10)))
