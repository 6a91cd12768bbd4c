"""Tables that arrive as plain text: CSV and TSV in the encodings met in offices."""

import csv
from collections import Counter
from io import StringIO

from django.utils.translation import gettext as _

from .lexicon import is_head_word
from .limits import squared
from .refusals import UnreadableFile

DELIMITERS = ",\t;|，"
SAMPLE_LINES = 60
LEAST_AGREEMENT = 0.4  # share of lines cut into equally many cells; commas in prose fall anywhere
LONGEST_LONE_CELL = 30  # characters; longer lines without any delimiter are prose


def read_text_table(data: bytes) -> list[list[str]]:
    """Rows of equal width, cells as text. Refuses prose and bytes that are no text."""
    text = decode(data)
    delimiter = sniff_delimiter(text)
    if delimiter is None:
        lines = text.splitlines()
        if any(len(line) > LONGEST_LONE_CELL for line in lines):
            raise _not_a_table()
        return [[line] for line in lines]
    return squared([[_unwrap(cell) for cell in row] for row in _parse(text, delimiter)])


def decode(data: bytes) -> str:
    """Text of UTF-8 (with or without mark), UTF-16 or GB18030 (which holds GBK), tried in that order."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.lstrip("\ufeff")
    raise _not_a_table()


def _encodings(data: bytes) -> list[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    sample = data[:4000]
    if b"\x00" in sample:  # ASCII digits and commas show the byte order of an unmarked UTF-16 file
        return ["utf-16-le"] if sample[1::2].count(0) >= sample[0::2].count(0) else ["utf-16-be"]
    return ["utf-8-sig", "gb18030"]


def sniff_delimiter(text: str) -> str | None:
    """The delimiter that cuts most sample lines into the same number (>= 2) of cells, or None."""
    sample = "\n".join(text.splitlines()[:SAMPLE_LINES])
    best: tuple[float, str] = (0.0, "")
    for delimiter in DELIMITERS:
        widths = Counter(len(row) for row in _parse(sample, delimiter) if any(row))
        width, lines = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(0, 0))
        agreement = lines / max(sum(widths.values()), 1)
        enough = lines > 1 or _is_lone_head(_parse(sample, delimiter))
        if width > 1 and enough and agreement >= LEAST_AGREEMENT and agreement * width > best[0]:
            best = (agreement * width, delimiter)
    return best[1] or None


def _is_lone_head(rows: list[list[str]]) -> bool:
    """Whether nothing stands in the text but the head of a table still to be filled in."""
    cells = [cell for row in rows for cell in row]
    return sum(any(row) for row in rows) == 1 and sum(map(is_head_word, cells)) > 1


def _parse(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:  # a quote that never closes swallows the file: read quotes as letters then
        lines = StringIO(text, newline="")
        return list(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))


def _unwrap(cell: str) -> str:
    """Take off what spreadsheets add to keep digits as text: ="0123" and a tab in front."""
    if cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1]
    return cell


def _not_a_table() -> UnreadableFile:
    return UnreadableFile("not_a_table", _("这个文件不是表格。请导入Excel、WPS表格或CSV文件。"))
