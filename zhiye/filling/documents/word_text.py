"""The text of a Word paragraph over all its runs, and changes to it that leave every run's look as it is."""

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from .inline import TICK, WINGDINGS_TICK, Edit

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ASIDE = {f"{W}txbxContent", f"{W}del", _FALLBACK, f"{W}tbl"}  # texts of their own, or nobody's
_WINGDINGS_TICKED = "F0FE"


@dataclass(slots=True)
class Piece:
    """Some letters of one run: its node (w:t, w:tab, w:br, w:sym), and where they stand in the paragraph."""

    run: Any
    node: Any
    start: int
    end: int


class ParagraphText:
    """One paragraph: ``text``, ``underlined`` letters, and the pieces they stand in."""

    def __init__(self, paragraph: Any) -> None:
        self.paragraph = paragraph
        self.pieces: list[Piece] = []
        self.text = ""
        marked: set[int] = set()
        for run in runs_of(paragraph):
            lined = _is_underlined(run)
            for node in run:
                letters = _letters(node)
                if letters:
                    start = len(self.text)
                    self.text += letters
                    self.pieces.append(Piece(run, node, start, len(self.text)))
                    marked |= set(range(start, len(self.text))) if lined else set()
        self.underlined = frozenset(marked)

    def apply(self, edits: Sequence[Edit]) -> None:
        """Do the edits, from the end so that places stay right."""
        for edit in sorted(edits, key=lambda e: (e.start, e.end), reverse=True):
            touched = [p for p in self.pieces if p.start < edit.end and edit.start < p.end]
            if not touched:
                self._insert(edit)
            elif edit.text in (TICK, WINGDINGS_TICK):
                _tick(touched[0], edit)
            else:
                self._replace(touched, edit)

    def _insert(self, edit: Edit) -> None:
        near = [p for p in self.pieces if p.start <= edit.start <= p.end and p.node.tag == f"{W}t"]
        if near:
            _splice(near[0], edit.start, edit.start, edit.text)
        else:
            write_into(self.paragraph, edit.text)

    def _replace(self, touched: list[Piece], edit: Edit) -> None:
        """The first run takes the value; what else stood there goes. Underscores become a line under the value."""
        drawn = edit.lined and re.search("[_＿]", self.text[edit.start : edit.end])
        host = next((p for p in touched if p.node.tag == f"{W}t"), None)
        for piece in touched:
            if piece is not host:
                _cut(piece, edit)
        if host is None:
            write_into(self.paragraph, edit.text)
        elif drawn and not host.start + 1 > host.end:
            _line_under(host, edit)
        else:
            _splice(host, edit.start, edit.end, edit.text)


def runs_of(element: Any) -> Iterator[Any]:
    """The runs of a paragraph in order, also those in links and controls; placeholders count as nothing."""
    for child in element:
        if child.tag == f"{W}r":
            yield child
        elif child.tag in _ASIDE or (child.tag == f"{W}sdt" and is_placeholder(child)):
            continue
        elif isinstance(child.tag, str) and child.tag != f"{W}pPr":
            yield from runs_of(child)


def is_placeholder(control: Any) -> bool:
    """Whether a content control only shows what to do (单击此处输入文字)."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _letters(node: Any) -> str:
    if node.tag == f"{W}t":
        return node.text or ""
    if node.tag == f"{W}tab":
        return "\t"
    if node.tag in (f"{W}br", f"{W}cr"):
        return "\n"
    if node.tag == f"{W}sym":
        return chr(int(node.get(f"{W}char", "20"), 16))
    return ""


def _is_underlined(run: Any) -> bool:
    line = run.find(f"{W}rPr/{W}u")
    return line is not None and line.get(f"{W}val", "single") != "none"


def _splice(piece: Piece, start: int, end: int, text: str) -> None:
    own = piece.node.text or ""
    low, high = max(start - piece.start, 0), min(end, piece.end) - piece.start
    _set_text(piece.node, own[:low] + text + own[max(high, low) :])


def _cut(piece: Piece, edit: Edit) -> None:
    if piece.node.tag == f"{W}t":
        _splice(piece, edit.start, edit.end, "")
    else:
        piece.run.remove(piece.node)


def _set_text(node: Any, text: str) -> None:
    """Text into a w:t; line breaks become w:br behind it, in the same run."""
    first, *more = text.split("\n")
    node.text = first
    node.set(_SPACE, "preserve")
    for line in reversed(more):
        follow = etree.Element(f"{W}t")
        follow.text = line
        follow.set(_SPACE, "preserve")
        node.addnext(follow)
        node.addnext(etree.Element(f"{W}br"))


def _line_under(piece: Piece, edit: Edit) -> None:
    """Underscores were a line drawn with letters: the value stands on a real one of the same length."""
    own = piece.node.text or ""
    low, high = max(edit.start - piece.start, 0), min(edit.end, piece.end) - piece.start
    value = copy.deepcopy(piece.run)
    tail = copy.deepcopy(piece.run)
    at = list(piece.run).index(piece.node)
    for part, keep in ((value, (at,)), (tail, range(at, len(piece.run)))):
        for n, node in reversed(list(enumerate(part))):
            if n not in keep and node.tag != f"{W}rPr":
                part.remove(node)
    _set_text(next(value.iter(f"{W}t")), re.sub("[_＿]", "\xa0", edit.text))
    _set_text(next(tail.iter(f"{W}t")), own[high:])
    _set_text(piece.node, own[:low])
    for node in list(piece.run)[at + 1 :]:
        piece.run.remove(node)
    _underline(value)
    piece.run.addnext(tail)
    piece.run.addnext(value)


def _underline(run: Any) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    if properties.find(f"{W}u") is None:
        line = etree.SubElement(properties, f"{W}u")
        line.set(f"{W}val", "single")
        _in_order(properties)


# The order the schema asks of a run's properties (ISO 29500-1, 17.3.2.28), as far as they stand behind "u".
_BEHIND_U = {f"{W}{name}" for name in (
    "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath",
)}  # fmt: skip


def _in_order(properties: Any) -> None:
    line = properties.find(f"{W}u")
    for node in properties:
        if node.tag in _BEHIND_U:
            node.addprevious(line)
            return


def _tick(piece: Piece, edit: Edit) -> None:
    """A box becomes a ticked one of its own kind: a letter, a picture letter of Wingdings, or a control."""
    if piece.node.tag == f"{W}sym":
        piece.node.set(f"{W}font", "Wingdings")
        piece.node.set(f"{W}char", _WINGDINGS_TICKED)
        return
    control = next((a for a in piece.run.iterancestors(f"{W}sdt")), None)
    box = control.find(f"{W}sdtPr/{W14}checkbox") if control is not None else None
    mark = edit.text
    if box is not None:
        state = box.find(f"{W14}checkedState")
        mark = chr(int(state.get(f"{W14}val"), 16)) if state is not None else "☒"
        checked = box.find(f"{W14}checked")
        if checked is None:
            checked = etree.SubElement(box, f"{W14}checked")
            box.insert(0, checked)
        checked.set(f"{W14}val", "1")
    _splice(piece, edit.start, edit.end, mark)


def write_into(paragraph: Any, text: str, like: Any = None) -> None:
    """A new run at the end of a paragraph, looking as typing there would look, else like the properties ``like``."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    if properties is None:
        properties = next((run.find(f"{W}rPr") for run in paragraph.iter(f"{W}r")), None)
    if properties is None:
        properties = like
    run = etree.SubElement(paragraph, f"{W}r")
    if properties is not None:
        own = copy.deepcopy(properties)
        own.tag = f"{W}rPr"
        for change in own.findall(f"{W}ins") + own.findall(f"{W}del") + own.findall(f"{W}rPrChange"):
            own.remove(change)
        run.append(own)
    _set_text(etree.SubElement(run, f"{W}t"), text)


def write_into_control(control: Any, text: str) -> None:
    """The value in place of a control's placeholder."""
    properties = control.find(f"{W}sdtPr")
    for node in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(node)
    content = control.find(f"{W}sdtContent")
    texts = list(content.iter(f"{W}t"))
    for style in list(content.iter(f"{W}rStyle")):
        style.getparent().remove(style)  # the grey of placeholders
    if not texts:
        host = next(content.iter(f"{W}p"), content)
        write_into(host, text)
        return
    for node in texts[1:]:
        node.getparent().remove(node)
    _set_text(texts[0], text)
