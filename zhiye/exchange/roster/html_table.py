"""Web pages saved with an .xls name, as many offices' systems hand them out: their tables, read simply."""

from html.parser import HTMLParser

from .limits import squared, too_many_cells

Span = tuple[tuple[int, int], tuple[int, int]]
LARGEST_SPAN = 500  # a span in a page is a hint for layout; an honest one is small
MOST_COVERED = 1_000_000  # cells covered by spans in one table


class TableParser(HTMLParser):
    """Collects every outermost table as rows of text with the ranges its spans cover."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[list[list[str]], list[Span]]] = []
        self._depth = 0
        self._row = -1
        self._column = 0
        self._taken: set[tuple[int, int]] = set()
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(([], []))
                self._row, self._taken = -1, set()
        elif self._depth != 1:
            return
        elif tag == "tr":
            self._close_cell()
            self._row, self._column = self._row + 1, 0
        elif tag in ("td", "th"):
            self._open_cell(dict(attrs))
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table") and self._depth == 1:
            self._close_cell()
        if tag == "table":
            self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _open_cell(self, attributes: dict[str, str | None]) -> None:
        self._close_cell()
        self._row = max(self._row, 0)
        while (self._row, self._column) in self._taken:
            self._column += 1
        down, across = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
        first, last = (self._row, self._column), (self._row + down - 1, self._column + across - 1)
        if down * across > 1:
            self.tables[-1][1].append((first, last))
            self._take(first, last)
        self._text = []

    def _take(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
        self._taken.update((row, column) for row in rows for column in columns)
        if len(self._taken) > MOST_COVERED:
            raise too_many_cells()

    def _close_cell(self) -> None:
        if self._text is None:
            return
        rows = self.tables[-1][0]
        while len(rows) <= self._row:
            rows.append([])
        row = rows[self._row]
        row.extend([""] * (self._column + 1 - len(row)))
        row[self._column] = "".join(self._text).replace("\xa0", " ").strip()
        self._column += 1
        self._text = None


def _span(text: str | None) -> int:
    return min(int(text), LARGEST_SPAN) if text and text.strip().isdecimal() and int(text) > 0 else 1


def read_html_tables(text: str) -> list[tuple[list[list[str]], list[Span]]]:
    """Every table of the page: rows of equal width, and merged ranges ((row, column), (row, column))."""
    parser = TableParser()
    parser.feed(text)
    parser.close()
    return [(squared(rows), spans) for rows, spans in parser.tables if rows]
