"""Places as sortable paths of fixed-width segments: scope is a prefix, and lists come out in door order.

A path is lower-case letters and digits only, so that every database collation sorts it the same way.
"""

import re
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

SEGMENT = 12  # characters a level: five of the door number, seven of the id
_AFTER_ALL = "z" * SEGMENT  # sorts after every segment, which never begins with z


def segment(code: str, id_: UUID) -> str:
    """One level's 12 characters: the number on the door (or the letter), then the tail of the id."""
    digits = re.search(r"\d+", code)
    letter = re.match(r"[A-Za-z]", code)
    number = int(digits.group()[:4]) if digits else 0
    if letter:
        number += 10000 * (1 + (ord(letter.group().lower()) - 97) % 8)
    elif not digits:
        number = 99999
    return f"{number:05d}{id_.hex[-7:]}"


def within(field: str, prefixes: Iterable[str]) -> Q:
    """Rows whose path ``field`` lies at or below one of ``prefixes``; none when there are no prefixes."""
    condition = Q(pk__in=[])
    for prefix in prefixes:
        if prefix == "":
            return ~Q(pk__in=[])  # everything; an empty Q() would vanish when joined by "or"
        condition |= Q(**{f"{field}__gte": prefix, f"{field}__lt": prefix + _AFTER_ALL})
    return condition


def ancestors(path: str) -> list[str]:
    """The paths above ``path``, highest first, itself last."""
    return [path[:end] for end in range(SEGMENT, len(path) + 1, SEGMENT)]


def narrow(prefixes: Iterable[str], at: str) -> tuple[str, ...]:
    """``prefixes`` cut down to those at or below ``at`` (``at`` itself where a prefix lies above it)."""
    found = set()
    for prefix in prefixes:
        if at.startswith(prefix):
            return (at,)
        if prefix.startswith(at):
            found.add(prefix)
    return tuple(sorted(found))
