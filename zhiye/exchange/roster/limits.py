"""How large a file may be, checked before anything is unpacked or laid out in memory.

The reader lays a sheet out as a full rectangle, so one cell at the far corner of a tiny file could ask
for more memory than the machine has. All checks therefore look at the packed file first.
Limits set 2026-11: the largest honest roster (100,000 people, 20 columns) has 9 MB packed, 180 MB unpacked,
2 million cells and a packing ratio of about 20.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from .refusals import UnreadableFile

MAX_BYTES = 60 * 1024 * 1024  # as uploaded
MAX_UNPACKED = 600 * 1024 * 1024  # three times the largest honest roster
MAX_RATIO = 150  # honest sheets pack 5 to 40 times
RATIO_FLOOR = 20 * 1024 * 1024  # below this size a high ratio harms nobody
MAX_ENTRIES = 3000  # parts in the package; honest workbooks with pictures have some hundreds
MAX_CELLS = 8_000_000  # cells of the laid-out rectangle of one sheet, blanks included
CHUNK = 4 * 1024 * 1024
OVERLAP = 4096  # a cell reference or a start tag is shorter than this

NARROW = 26  # columns A to Z, the width taken for granted
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\sr=["']([0-9]+)["']""")
_WIDE = re.compile(rb"""\sr=["'][A-Z]{2}""")
_COLUMN = re.compile(rb"""\sr=["']([A-Z]{2,3})[0-9]""")
_CELL_ROW = re.compile(rb"""\sr=["'][A-Z]{1,3}([0-9]+)["']""")
_ODS_REPEAT = re.compile(rb'number-(rows|columns)-repeated="([0-9]+)"')
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.S)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")


def too_large() -> UnreadableFile:
    """The refusal for a file over the byte limit."""
    return UnreadableFile("too_large", _("这个文件太大（超过60MB）。请按楼栋分成几个文件再导入。"))


def too_many_cells() -> UnreadableFile:
    """The refusal for a sheet whose rectangle is larger than any roster."""
    sentence = _("表格的行列太多了。请删掉右边和下面多余的行列，或分成几个文件。")
    return UnreadableFile("too_many_cells", sentence)


def broken() -> UnreadableFile:
    """The refusal for a package that does not unpack."""
    return UnreadableFile("broken", _("这个文件不完整，打不开。请在电脑上重新另存一份再导入。"))


def squared(rows: list[list[str]]) -> list[list[str]]:
    """The rows padded with "" to equal width; refuses what would fill the memory."""
    width = max(map(len, rows), default=0)
    if width * len(rows) > MAX_CELLS:
        raise too_many_cells()
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows


def check_package(package: zipfile.ZipFile) -> None:
    """Refuse a zip bomb by its directory, then unpack once to see that the directory tells the truth.

    Unpacking checks every part against its stated size and sum, so a false directory is found here.
    """
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    bomb = unpacked > RATIO_FLOOR and unpacked > MAX_RATIO * max(packed, 1)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or bomb:
        raise UnreadableFile("zip_bomb", _("这个文件解开后大得不正常，没有读。请另存为新的表格再导入。"))
    for entry in entries:
        with package.open(entry) as part:
            _check_part(entry.filename, part)


def _check_part(name: str, part: IO[bytes]) -> None:
    """Unpack one part to its end; measure it when it is a sheet."""
    if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
        _check_sheet(part)
    elif re.fullmatch(r"xl/worksheets/[^/]+\.bin", name):
        _check_binary_sheet(part.read())
    elif name == "content.xml":
        _check_open_document(part.read())
    else:
        while part.read(CHUNK):
            pass


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    """The part in pieces that overlap, so that no cell reference is cut."""
    tail = b""
    while piece := part.read(CHUNK):
        yield tail + piece
        tail = piece[-OVERLAP:]


def _check_sheet(part: IO[bytes]) -> None:
    """Bound the sheet's rectangle; cells are looked at one by one only where a quick search finds far ones."""
    width, last_row = NARROW, 0
    for piece in _chunks(part):
        last_row = max(last_row, max(map(int, _ROW.findall(piece)), default=0))
        if _WIDE.search(piece):
            letters = set(_COLUMN.findall(piece))
            width = max(width, max(map(column_number, letters), default=0))
        if _beyond(last_row).search(piece):
            last_row = max(map(int, set(_CELL_ROW.findall(piece))))
    if width * last_row > MAX_CELLS:
        raise too_many_cells()


def _beyond(row: int) -> re.Pattern[bytes]:
    """Finds cells in rows of more digits than ``row`` has, or of as many with a larger first digit."""
    digits = str(max(row, 1))
    more = rf"[0-9]{{{len(digits) + 1},}}"
    larger = rf"[{int(digits[0]) + 1}-9][0-9]{{{len(digits) - 1}}}" if digits[0] != "9" else more
    return re.compile(rf"""\sr=["'][A-Z]{{1,3}}(?:{more}|{larger})["']""".encode())


def column_number(letters: bytes) -> int:
    """A=1, Z=26, AA=27 … as spreadsheets count."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_binary_sheet(data: bytes) -> None:
    """Walk the records of an .xlsb sheet (MS-XLSB 2.1.4): row headers are type 0, cells types 1 to 11."""
    last_row = width = at = 0
    while at < len(data):
        kind, at = _varint(data, at, 2)
        size, at = _varint(data, at, 4)
        if kind <= 11 and size >= 4:
            number = int.from_bytes(data[at : at + 4], "little") + 1
            last_row, width = (max(last_row, number), width) if kind == 0 else (last_row, max(width, number))
        at += size
    if width * last_row > MAX_CELLS:
        raise too_many_cells()


def _varint(data: bytes, at: int, longest: int) -> tuple[int, int]:
    """A little-endian base-128 number of at most ``longest`` bytes, and the place after it."""
    value = 0
    for shift in range(longest):
        if at >= len(data):
            raise broken()
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            break
    return value, at


def _check_open_document(data: bytes) -> None:
    """An .ods file repeats rows and cells by number; only what repeats content takes memory."""
    rows = width = 0
    for found in _ODS_ROW.finditer(data):
        cells = [(_repeat(attributes), bool(closed)) for attributes, closed in _ODS_CELL.findall(found[2])]
        filled = [i for i, (_count, closed) in enumerate(cells) if not closed]
        if filled:
            rows += _repeat(found[1])
            width = max(width, sum(count for count, _closed in cells[: filled[-1] + 1]))
    if rows * width > MAX_CELLS:
        raise too_many_cells()


def _repeat(attributes: bytes) -> int:
    found = _ODS_REPEAT.search(attributes)
    return int(found[2]) if found else 1
