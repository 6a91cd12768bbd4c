"""The keys under which a person is found: plain equality, so SQLite and PostgreSQL answer alike.

Every two characters that follow one another in a name are a key (100 % recall for any two characters).
The first character of a name stands behind ``^``, each beginning of the initials behind ``@``, the last
four digits of a telephone number behind ``#``, the form of address a person likes behind ``=``.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from zhiye.people.names import initials

LONGEST = 15  # characters of a key behind its sign


def pairs(text: str) -> list[str]:
    """Each two neighbouring characters, spaces left out."""
    dense = "".join(text.split())
    return list(dict.fromkeys(dense[i : i + 2] for i in range(len(dense) - 1)))


@lru_cache(maxsize=65536)
def name_keys(name: str) -> frozenset[str]:
    """Keys of one name: first character, pairs of characters, beginnings of the initials in every reading."""
    return frozenset(_name_keys(name))


def _name_keys(name: str) -> Iterator[str]:
    if name:
        yield "^" + name[0]
    yield from pairs(name)
    for letters in initials(name):
        for end in range(2, min(len(letters), LONGEST) + 1):
            yield "@" + letters[:end]


def keys_of(name: str, other_names: str, called: str, tails: Iterable[str]) -> set[str]:
    """All keys of a person."""
    found = set(name_keys(name))
    for other in other_names.split("、"):
        found.update(name_keys(other.strip()))
    if called:
        found.add("=" + called[:LONGEST])
    found.update("#" + tail for tail in tails if tail)
    return found
