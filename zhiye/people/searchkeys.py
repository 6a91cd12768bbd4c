"""The keys under which a name is found: plain equality, so SQLite and PostgreSQL answer alike.

Every two characters that follow one another in a name are a key (100 % recall for any two characters);
each beginning of the initials stands behind ``@``. Keys belong to names, not to people: namesakes share them.
"""

from collections.abc import Iterable

from zhiye.people.names import initials

LONGEST = 15  # letters of initials that are kept


def family_letters(family: str) -> str:
    """The first letters of a family name in its usual reading, at most four; "" where it is not known."""
    return "".join(initials(family)[:1])[:4] if family else ""


def pairs(text: str) -> list[str]:
    """Each two neighbouring characters, spaces left out."""
    dense = "".join(text.split())
    return list(dict.fromkeys(dense[i : i + 2] for i in range(len(dense) - 1)))


def keys_of(name: str) -> set[str]:
    """All keys of a name: pairs of characters, beginnings of the initials in every reading."""
    found = set(pairs(name))
    for letters in initials(name):
        found.update("@" + letters[:end] for end in range(2, min(len(letters), LONGEST) + 1))
    return found


def rows_of(names: Iterable[str]) -> list[tuple[str, str]]:
    """(name, key) for every key of every one of ``names``."""
    return [(name, key) for name in names for key in sorted(keys_of(name))]
