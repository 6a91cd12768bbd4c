"""What is confirmed one by one, and begins in the ring 仅我和书记."""

import re

from zhiye.drafts.tables import read_toml

_DATA = read_toml("sensitive.toml")
_KINDS = frozenset(_DATA["kinds"])
_CATEGORIES = frozenset(_DATA["categories"])
_MATTERS = frozenset(_DATA["matters"])
_WORDS = re.compile("|".join(map(re.escape, _DATA["words"])))


def is_sensitive(kind: str, code: str = "", words: str = "") -> bool:
    """Whether a draft of ``kind`` (with its category or matter ``code``), quoting ``words``, stands alone."""
    if (
        kind in _KINDS
        or (kind == "category" and code in _CATEGORIES)
        or (kind == "case" and code in _MATTERS)
    ):
        return True
    return bool(_WORDS.search(words))
