"""A name as a note writes it: the full name in it, how the person is called, or neither."""

from dataclasses import dataclass

from zhiye.people.names import looks_like_name, normalise_name, surname
from zhiye.reading.tables import read_toml

_PEOPLE = read_toml("people.toml")
_KIN = {word for words in read_toml("kin.toml")["relations"].values() for word in words}
_TITLES = sorted({word for words in _PEOPLE["titles"].values() for word in words}, key=len, reverse=True)
# Words that only look like a name because they begin with a character that is a family name too: 阿姨, 老伴, 小孩.
_WORDS = frozenset(_TITLES) | _KIN | set(_PEOPLE["nouns"]["resident"])
_UNTOLD = ("某", "×", "X", "x", "*")


@dataclass(frozen=True, slots=True)
class Spelled:
    """王桂珍阿婆 → full 王桂珍, called 王阿婆, family 王; 王阿婆 → called and family; 儿子 → nothing."""

    full: str = ""
    called: str = ""
    family: str = ""

    @property
    def written(self) -> str:
        """What the register would write as the name; "" for somebody who is not named."""
        return self.full or self.called


def spell(text: str) -> Spelled:
    """The parts of a name as it stands in a note."""
    name = normalise_name(text)
    if name in _WORDS:
        return Spelled()
    if any(mark in name for mark in _UNTOLD):
        return Spelled("", name, name[:1]) if surname(name) and len(name) > 1 else Spelled()
    if name[:1] in ("老", "小") and len(name) == 2 and _is_family(name[1:]):
        return Spelled("", name, name[1:])
    for title in _TITLES:
        rest = name.removesuffix(title)
        if rest and rest != name:
            if _is_family(rest):
                return Spelled("", name, rest)
            if len(rest) > 1 and looks_like_name(rest):
                family = surname(rest)
                return Spelled(rest, f"{family}{title}" if family else "", family)
    return Spelled(name, "", surname(name)) if looks_like_name(name) else Spelled()


def with_family(name: str, family: str) -> Spelled:
    """阿姨, of whom the note says 她姓罗: called 罗阿姨. Nothing where either word is something else."""
    if normalise_name(name) not in _TITLES or not _is_family(family):
        return Spelled()
    return Spelled("", family + normalise_name(name), family)


def _is_family(text: str) -> bool:
    """A family name stands alone, so a compound one is offered with a character behind it."""
    return surname(text + "某") == text
