"""A workbook as its XML tells it: sheets, texts, the styles that matter, merged ranges and drop-down lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .grid import Grid, GridCell
from .parts import Parts
from .safety import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, broken, too_many_cells

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # ECMA-376 18.8.30
TEXT_FORMAT = 49
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')

Area = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell's style says to us: lines around it, a date, kept as text, and the format itself."""

    boxed: bool = False
    is_date: bool = False
    is_text: bool = False
    format: str = ""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet: its name, the name of its part, and whether it is shown."""

    name: str
    part: str
    hidden: bool


def place_of(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of a reference like B5."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise broken()
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def area_of(reference: str) -> Area:
    """A range, or one cell as a range of one."""
    first, _colon, last = reference.partition(":")
    top, left = place_of(first)
    bottom, right = place_of(last) if last else (top, left)
    return top, left, bottom, right


def letters_of(column: int) -> str:
    """0 → A, 26 → AA."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Workbook:
    """The parts of an .xlsx, read as far as forms need."""

    def __init__(self, data: bytes) -> None:
        self.parts = Parts(data)
        self.book = self._book_part()
        root = self.parts.xml(self.book)
        relations = self.parts.relations(self.book)
        self.relations = {kind: part for kind, part in relations.values()}
        self.sheets = [
            SheetPart(
                one.get("name", ""), relations[one.get(R_ID)][1], one.get("state", "visible") != "visible"
            )
            for one in root.iterfind(f"{S}sheets/{S}sheet")
            if relations.get(one.get(R_ID), ("", ""))[0] == "worksheet"
        ]
        properties = root.find(f"{S}workbookPr")
        self.since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.placed: set[int] = set()
        self.shared = list(self._shared())
        self.styles = self._styles()

    def _book_part(self) -> str:
        found = [part for kind, part in self.parts.relations("").values() if kind == "officeDocument"]
        return found[0] if found else "xl/workbook.xml"

    def _shared(self) -> Iterator[Any]:
        part = self.relations.get("sharedStrings")
        if part and part in self.parts.names():
            yield from self.parts.xml(part).iterfind(f"{S}si")

    def _styles(self) -> list[Style]:
        part = self.relations.get("styles")
        if not part or part not in self.parts.names():
            return []
        root = self.parts.xml(part)
        boxed = [_is_boxed(border) for border in root.iterfind(f"{S}borders/{S}border")]
        formats = {
            int(one.get("numFmtId", 0)): one.get("formatCode", "")
            for one in root.iterfind(f"{S}numFmts/{S}numFmt")
        }
        return [_style(one, boxed, formats) for one in root.iterfind(f"{S}cellXfs/{S}xf")]

    def style(self, index: str | None) -> Style:
        """The style with this number; none or an unknown one is plain."""
        number = int(index or 0)
        return self.styles[number] if number < len(self.styles) else Style()

    def sheet(self, number: int) -> Any:
        """The XML of a sheet; rows and cells that leave out where they stand (they may) are told."""
        root = self.parts.xml(self.sheets[number].part)
        if number not in self.placed:
            _tell_places(root)
            self.placed.add(number)
        return root

    def text_of(self, cell: Any) -> tuple[str, frozenset[int], bool]:
        """The text of a cell element, the letters on a line, and whether it is a number."""
        kind, value = cell.get("t", "n"), cell.findtext(f"{S}v") or ""
        if kind == "s" and value.isdigit() and int(value) < len(self.shared):
            return (*text_of_runs(self.shared[int(value)]), False)
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return (*text_of_runs(inline), False) if inline is not None else ("", frozenset(), False)
        if kind == "n" and value:
            return value.removesuffix(".0"), frozenset(), True
        return value, frozenset(), False

    def grid(self, number: int) -> Grid:
        """A sheet as a grid, one blank row longer than it is: below the last row there is always room."""
        root = self.sheet(number)
        merged = {area[:2]: area for area in merged_areas(root)}
        lists = list(self._drop_downs(number))
        grid = Grid(number, self.sheets[number].name, 0, 0, sheet=True)
        for count, element in enumerate(root.iterfind(f"{S}sheetData/{S}row/{S}c")):
            place = place_of(element.get("r", ""))
            if place[0] >= MAX_ROWS or count > MAX_CELLS:
                raise too_many_cells()
            cell = self._grid_cell(element, place, merged.get(place), lists)
            if place[1] < MAX_COLUMNS and (cell.boxed or not cell.blank or cell.columns * cell.rows > 1):
                if place not in grid.covering or not cell.blank:
                    grid.put(cell)
                grid.height, grid.width = max(grid.height, cell.bottom + 1), max(grid.width, cell.right + 1)
        grid.height += 1
        return grid

    def _grid_cell(
        self,
        element: Any,
        place: tuple[int, int],
        area: Area | None,
        lists: list[tuple[Area, tuple[str, ...]]],
    ) -> GridCell:
        text, underlined, number = self.text_of(element)
        row, column = place
        if area and (area[2] - area[0]) * (area[3] - area[1]) > MAX_ROWS:
            raise too_many_cells()
        return GridCell(
            row=row,
            column=column,
            rows=area[2] - area[0] + 1 if area else 1,
            columns=area[3] - area[1] + 1 if area else 1,
            text=text,
            boxed=self.style(element.get("s")).boxed,
            number=number,
            formula=element.find(f"{S}f") is not None,
            underlined=underlined,
            options=next((words for one, words in lists if _inside(place, one)), ()),
        )

    def _drop_downs(self, number: int) -> Iterator[tuple[Area, tuple[str, ...]]]:
        """Where a list may be chosen from, and its words; also those of newer Excels, which stand apart."""
        root = self.sheet(number)
        for one in root.iter(f"{S}dataValidation", f"{X14}dataValidation"):
            if one.get("type") != "list":
                continue
            formula = one.findtext(f"{S}formula1") or one.findtext(f"{X14}formula1/{XM}f") or ""
            words = self._words_of(formula, number)
            for reference in (one.get("sqref") or one.findtext(f"{XM}sqref") or "").split():
                if words:
                    yield area_of(reference), words

    def _words_of(self, formula: str, number: int) -> tuple[str, ...]:
        """The words of a list: written out, a range, or a name that stands for a range."""
        if formula.startswith('"'):
            return tuple(word.strip() for word in formula.strip('"').split(",") if word.strip())
        for name in self.parts.xml(self.book).iterfind(f"{S}definedNames/{S}definedName"):
            if name.get("name") == formula:
                formula = name.text or ""
        sheet, _mark, reference = formula.rpartition("!")
        if sheet:
            wanted = sheet.strip("'").replace("''", "'")
            number = next((n for n, one in enumerate(self.sheets) if one.name == wanted), number)
        if not re.fullmatch(r"\$?[A-Z]{1,3}\$?[0-9]+(:\$?[A-Z]{1,3}\$?[0-9]+)?", reference):
            return ()
        area = area_of(reference)
        cells = self.sheet(number).iterfind(f"{S}sheetData/{S}row/{S}c")
        texts = (self.text_of(cell)[0] for cell in cells if _inside(place_of(cell.get("r", "")), area))
        return tuple(text for text in texts if text)


def _tell_places(root: Any) -> None:
    row = 0
    for element in root.iterfind(f"{S}sheetData/{S}row"):
        told = element.get("r") or str(row + 1)
        if not told.isdigit() or int(told) <= row:
            raise broken()
        row, column = int(told), 0
        element.set("r", told)
        for cell in element:
            if not cell.get("r"):
                cell.set("r", f"{letters_of(column)}{row}")
            column = place_of(cell.get("r"))[1] + 1


def merged_areas(root: Any) -> list[Area]:
    """The merged ranges of a sheet."""
    return [area_of(one.get("ref", "")) for one in root.iterfind(f"{S}mergeCells/{S}mergeCell")]


def text_of_runs(element: Any) -> tuple[str, frozenset[int]]:
    """The text of a string element, and which of its letters are underlined; readings aloud are left out."""
    text, underlined = "", set[int]()
    for child in element:
        if child.tag == f"{S}t":
            text += child.text or ""
        elif child.tag == f"{S}r":
            part = child.findtext(f"{S}t") or ""
            line = child.find(f"{S}rPr/{S}u")
            if line is not None and line.get("val") != "none":
                underlined |= set(range(len(text), len(text) + len(part)))
            text += part
    return text, frozenset(underlined)


def _inside(place: tuple[int, int], area: Area) -> bool:
    return area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3]


def _is_boxed(border: Any) -> bool:
    return any(side.get("style", "none") != "none" for side in border if not side.tag.endswith("}diagonal"))


def _style(element: Any, boxed: list[bool], formats: dict[int, str]) -> Style:
    border, number = int(element.get("borderId", 0)), int(element.get("numFmtId", 0))
    code = formats.get(number, "")
    bare = _NOT_FORMAT.sub("", code).lower()
    return Style(
        boxed=border < len(boxed) and boxed[border],
        is_date=number in _DATE_FORMATS or bool(re.search("[yd]", bare)),
        is_text=number == TEXT_FORMAT or code == "@",
        format=code,
    )
