"""A head or label of a list or form as plain letters, so that 「姓　名：」 and 「姓名」 are one for all readers."""

import re
import unicodedata

from zhiye.people.tables import read_toml

SPELLINGS: dict[str, list[str]] = read_toml("heads.toml")["heads"]  # kind of column -> how it is spelt

_BRACKETS = re.compile(r"[(\[【{〔<《][^)\]】}〕>》]*[)\]】}〕>》]")
_NOISE = re.compile(r"[\s:：、,，.。*＊★·/\\|_~\-—]+")


def plain_head(text: str) -> str:
    """A head as lexicons spell it: half-width, small letters, without blanks, punctuation and brackets' content."""
    wide = unicodedata.normalize("NFKC", text)
    bare = _NOISE.sub("", _BRACKETS.sub("", wide))
    return (bare or _NOISE.sub("", wide)).lower()
