"""Where the fields of a ticket stand: names of fields with what follows them, in lines, cells or one long line."""

import re
from dataclasses import dataclass

from zhiye.hotline.reading.words import KIND_OF, ONE_LINE, WEAK

_FEWEST_HEADS = 3  # names beside each other make the head of a table
_SHARE = 0.6  # of the cells that hold anything
_LABEL = "|".join(
    " {0,3}".join(map(re.escape, word))
    for word in sorted(KIND_OF, key=len, reverse=True)
    if not word.isascii()
)
# A name of a field: not in the middle of a word; then a colon, a closing bracket, a cell's edge, the line's end.
_NAMED = re.compile(
    rf"(?<![\u3400-\u9fffA-Za-z0-9])(?P<label>{_LABEL})(?: ?\([^()\n]{{0,12}}\))?"
    r"(?P<gap>[ \t]*(?:[\]】〕」]+[ \t]*[:=|]?|[:=|])[ \t]*|[ \t]*\t[ \t]*|[ \t]*\n|[ ]*[;.,·][ ]?|[ ]+|$)"
)
_OUTER = " \t\r\n|,;、\"'"
_EDGES = '\n\t|【[〔「*#•·●◆■.、)"'  # what may stand before a name
# What stands before the next name and belongs to it: a bullet, a number, an opening bracket.
_BEFORE_NEXT = re.compile(
    r"(?:[\s|,;、\"]|(?:(?<=[\n\s;,。])|^)(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[.、)]|[(【\[〔「*#•·●◆■-]"
    r"|\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\))+$"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands behind the name of a field: the stretch of the plain text, and whether the name was clear."""

    kind: str
    start: int
    end: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Laid:
    """The fields of one ticket, and how many more tickets the text holds."""

    fields: tuple[Labelled, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class _Name:
    kind: str
    start: int  # of the name
    value: int  # where what follows begins
    sure: bool


def lay_out(plain: str) -> Laid:
    """The fields that have a name; each kind once, the first that says anything."""
    return _by_head(plain) or Laid(tuple(_by_names(plain)))


def label_kind(text: str) -> str:
    """The kind that a head names: 工单编号, 联系电话（手机）, *诉求内容; "" for other words."""
    plain = re.sub(r"\(.*?\)|（.*?）|[\s*:：【】\[\]|\"']", "", text).lower()
    if plain in KIND_OF:
        return KIND_OF[plain]
    longest = max((word for word in KIND_OF if len(word) > 2 and plain.endswith(word)), key=len, default="")
    return KIND_OF.get(longest, "")


def cells(line: str, offset: int) -> list[tuple[int, int]]:
    """The cells of a line of a copied table, as stretches; at tabs, else at bars."""
    mark = "\t" if "\t" in line else "|"
    found, start = [], 0
    for piece in line.split(mark):
        found.append((offset + start, offset + start + len(piece)))
        start += len(piece) + 1
    if mark == "|":  # | a | b | has nothing before the first bar and behind the last
        found = found[bool(not line.split(mark)[0].strip()) :]
        found = found[:-1] if found and not plain_of(line, found[-1], offset).strip() else found
    return found


def plain_of(line: str, stretch: tuple[int, int], offset: int) -> str:
    """The words of a stretch of a line that begins at ``offset``."""
    return line[stretch[0] - offset : stretch[1] - offset]


def _rows(plain: str) -> list[tuple[int, str]]:
    """Lines with where they begin; a line break between quotation marks of a cell does not end the row."""
    rows, start, quoted = [], 0, False
    opening, closing = {0, *_after("\t\n", plain)}, re.compile(r'"(?=[\t\n]|$)')
    for place, sign in enumerate(plain):
        if sign == '"' and ((not quoted and place in opening) or (quoted and closing.match(plain, place))):
            quoted = not quoted
        elif sign == "\n" and not quoted:
            rows.append((start, plain[start:place]))
            start = place + 1
    return [*rows, (start, plain[start:])]


def _after(signs: str, plain: str) -> list[int]:
    return [place + 1 for place, sign in enumerate(plain) if sign in signs]


def _by_head(plain: str) -> Laid | None:
    """A table: a line of names, and what they name in the line below."""
    if "\t" not in plain and "|" not in plain:
        return None
    rows = _rows(plain)
    for at, (start, line) in enumerate(rows):
        named = [label_kind(plain_of(line, cell, start)) for cell in cells(line, start)]
        told = sum(bool(plain_of(line, cell, start).strip()) for cell in cells(line, start))
        if sum(map(bool, named)) < _FEWEST_HEADS or sum(map(bool, named)) < _SHARE * told:
            continue
        below = [(begin, row) for begin, row in rows[at + 1 :] if not re.fullmatch(r"[\s|:-]*", row)]
        if below:
            return Laid(tuple(_row(plain, named, *below[0])), len(below) - 1)
    return None


def _row(plain: str, named: list[str], start: int, line: str) -> list[Labelled]:
    found: dict[str, Labelled] = {}
    for kind, (begin, end) in zip(named, cells(line, start), strict=False):
        stretch = _trimmed(plain, begin, end)
        if kind and stretch and kind not in found:
            found[kind] = Labelled(kind, *stretch)
    return list(found.values())


def _by_names(plain: str) -> list[Labelled]:
    """Names with a colon, in brackets, at the edge of a cell, or alone on a line."""
    names = _names(plain)
    found: dict[str, Labelled] = {}
    for at, name in enumerate(names):
        last = names[at + 1].start if at + 1 < len(names) else len(plain)
        stretch = _value(plain, name, last)
        if stretch and name.kind not in found:
            found[name.kind] = Labelled(name.kind, *stretch, name.sure)
    return list(found.values())


def _names(plain: str) -> list[_Name]:
    """Each kind once: a name that comes again inside a story is part of the story."""
    names: list[_Name] = []
    seen: set[str] = set()
    for hit in _NAMED.finditer(plain):
        word = re.sub(r"\s", "", hit["label"])
        kind = KIND_OF[word]
        sure = _clear(plain, hit, word, bool(names))
        if sure is None or kind in seen:
            continue
        value = hit.end() - (hit["gap"].endswith("\n"))
        names.append(_Name(kind, hit.start(), value, sure))
        if _says_anything(plain, value):
            seen.add(kind)
    return names


def _clear(plain: str, hit: re.Match[str], word: str, others: bool) -> bool | None:
    """Whether this is the name of a field beyond doubt; None where it is none. ``others``: names stand before."""
    gap = hit["gap"].strip(" ")
    before = plain[: hit.start()].rstrip(" ")
    edge = not before or before[-1] in _EDGES or (before[-1] == ";" and (others or not _weak(word)))
    if re.search(r"[:=\]】〕」|]", gap):
        return True if edge or not _weak(word) else None
    if gap in ("\n", "\t", "") or gap.endswith(("\n", "\t")):
        return True if edge and not (gap == "" and not before) else None
    if edge and not _weak(word) and (gap[:1] in (";", ".", ",", "·") or hit["gap"].startswith(" ")):
        return gap == ""  # a blank alone is how tables are copied; a mark may be a misread colon
    return None


def _weak(word: str) -> bool:
    return word in WEAK


def _says_anything(plain: str, value: int) -> bool:
    return bool(plain[value:].strip(_OUTER))


def _value(plain: str, name: _Name, last: int) -> tuple[int, int] | None:
    end = name.value + len(_BEFORE_NEXT.sub("", plain[name.value : last]))
    stretch = _trimmed(plain, name.value, max(end, name.value))
    if stretch and name.kind in ONE_LINE:
        line = re.match(r"[^\n\t]*", plain[stretch[0] : stretch[1]])
        stretch = _trimmed(plain, stretch[0], stretch[0] + line.end()) if line else None
    return stretch


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and plain[start] in _OUTER:
        start += 1
    while end > start and plain[end - 1] in _OUTER:
        end -= 1
    return (start, end) if start < end else None
