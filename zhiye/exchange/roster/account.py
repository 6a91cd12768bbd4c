"""Reading a roster file from end to end, with an account of every row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from zhiye.kernel.bulk import collector_paused
from zhiye.people.records import PersonRecord

from .book import Book, BuildingEntry, HomeEntry, KnownPlaces
from .cells import CellReaders
from .columns import plan_columns
from .filling import fill_down
from .findings import Finding
from .heads import Table, find_table
from .homes import HomeReader, surroundings_of
from .kinds import Column, Plan
from .people_rows import PeopleReader
from .places_rows import BuildingReader, RoomReader
from .questions import (
    Question,
    answers_for,
    chosen_kinds,
    column_questions,
    place_questions,
    weightiest,
)
from .tables_apart import split_tables
from .workbook import Row, Sheet, open_workbook

Progress = Callable[[int, int], None]
PROGRESS_STEP = 2000  # rows between two reports of progress
# Sheets are read in this order, so that owners are known when rooms refer to them.
ORDER = ("buildings", "people", "rooms")


@dataclass(slots=True)
class SheetAccount:
    """What became of one sheet; data_rows = imported + rejected + duplicates unless it is ignored.

    ``columns`` maps each head to its kind in the sheet's own order ("serial" for running numbers), ``subs``
    the heads whose kind needs saying more precisely (see Column), ``indexes`` their places in a row.
    ``passed`` names rows that are no data ("total", "footer", "repeated_head", "hint", "numbered_blank", "section");
    ``head_row`` counts from 1, 0 is none.
    """

    name: str
    role: str
    columns: dict[str, str]
    head_row: int
    data_rows: int
    ignored: bool = False
    imported: int = 0
    rejected: int = 0
    duplicates: int = 0
    passed: list[tuple[int, str]] = field(default_factory=list)
    subs: dict[str, str] = field(default_factory=dict)
    indexes: list[int] = field(default_factory=list)
    rejected_rows: list[tuple[int, Row]] = field(default_factory=list)
    rows: list[tuple[int, Row]] = field(default_factory=list)


@dataclass(slots=True)
class RosterReading:
    """A whole file as plain records. ``households`` is their number; ``notes`` are sentences for the page."""

    sheets: list[SheetAccount]
    people: list[PersonRecord]
    homes: list[HomeEntry]
    buildings: list[BuildingEntry]
    households: int
    questions: list[Question]
    findings: list[Finding]
    notes: list[str]


@dataclass(slots=True)
class _Part:
    """One sheet between planning and reading."""

    table: Table
    plan: Plan
    homes: HomeReader
    order: int


def read_roster(
    path: str | Path,
    name: str,
    today: date,
    answers: Mapping[str, str] | None = None,
    known: KnownPlaces | None = None,
    progress: Progress | None = None,
) -> RosterReading:
    """Read the file at ``path``, called ``name`` by its owner.

    ``answers`` holds replies to earlier questions (question id → value) and kinds set by hand
    ("column:<sheet>:<head>" → kind). ``progress(done, total)`` is called with row counts.
    Raises UnreadableFile when the file cannot be read at all.
    """
    with collector_paused():
        return _read(path, name, today, answers or {}, known or KnownPlaces(), progress)


def _read(
    path: str | Path,
    name: str,
    today: date,
    replies: Mapping[str, str],
    places: KnownPlaces,
    progress: Progress | None,
) -> RosterReading:
    workbook = open_workbook(path, name)
    cells, book = CellReaders(today), Book()
    title = Path(name).stem
    sheets = [piece for sheet in workbook.sheets for piece in split_tables(sheet)]
    parts = [_part(n, sheet, title, today, cells, places, replies) for n, sheet in enumerate(sheets, 1)]
    questions = [q for part in parts for q in column_questions(part.table, part.plan, replies)]
    _read_parts(parts, cells, book, progress)
    for part in parts:
        if _readable(part):
            questions += place_questions(part.table, part.homes, places, replies)
    notes = workbook.notes + [note for part in parts for note in _notes_of(part)]
    return RosterReading(
        sheets=[_account(part, book) for part in parts],
        people=book.people,
        homes=list(book.homes.values()),
        buildings=list(book.buildings.values()),
        households=len({person.household for person in book.people if person.household}),
        questions=weightiest(questions),
        findings=book.findings,
        notes=list(dict.fromkeys(notes)),
    )


def _part(
    order: int,
    sheet: Sheet,
    title: str,
    today: date,
    cells: CellReaders,
    known: KnownPlaces,
    replies: Mapping[str, str],
) -> _Part:
    table = find_table(sheet)
    plan = plan_columns(table, today, chosen_kinds(table, replies))
    fill_down(sheet, table, plan, cells)
    around = surroundings_of(table, title)
    homes = HomeReader(plan, around, cells, known, answers_for(sheet.name, replies))
    return _Part(table, plan, homes, order)


def _readable(part: _Part) -> bool:
    return part.plan.role in ORDER and bool(part.table.rows)


def _read_parts(parts: list[_Part], cells: CellReaders, book: Book, progress: Progress | None) -> None:
    readable = [part for part in parts if _readable(part)]
    total = sum(len(part.table.rows) for part in readable)
    done = 0
    for part in sorted(readable, key=lambda part: ORDER.index(part.plan.role)):
        read = _row_reader(part, cells, book)
        for number, row in part.table.rows:
            read(number, row)
            done += 1
            if progress and done % PROGRESS_STEP == 0:
                progress(done, total)
    if progress:
        progress(total, total)


def _row_reader(part: _Part, cells: CellReaders, book: Book) -> Callable[[int, Row], None]:
    sheet, plan, homes = part.table.sheet, part.plan, part.homes
    buildings = BuildingReader(sheet, plan, homes, cells, book)
    if plan.role == "buildings":
        return buildings.read
    people = PeopleReader(sheet, str(part.order), plan, homes, cells, book)
    read = people.read if plan.role == "people" else RoomReader(sheet, plan, homes, cells, book).read
    if not plan.of("floors") and not plan.of("lift"):
        return read

    def read_with_building(number: int, row: Row) -> None:
        read(number, row)
        home = homes.read(number, row).home
        if home:
            buildings.read_beside(home, row)

    return read_with_building


def _notes_of(part: _Part) -> list[str]:
    name = {"sheet": part.table.sheet}
    notes = [
        _("“%(sheet)s”：%(note)s") % {**name, "note": note} for note in part.table.notes + part.plan.notes
    ]
    if part.plan.role == "foreign":
        notes.append(_("“%(sheet)s”是车位、收费一类的表，没有读。") % name)
    elif not part.table.rows:
        notes.append(_("“%(sheet)s”里只有表头，没有人和房屋。") % name)
    elif part.plan.role == "unknown":
        notes.append(_("“%(sheet)s”里没找到姓名或房号，没有读。") % name)
    elif part.plan.role == "rooms" and not part.plan.of("owner_ref"):
        notes.append(_("“%(sheet)s”里没有姓名列，只读了房屋。") % name)
    elif part.plan.role == "people" and not part.homes.has_columns and not part.plan.of("owner_ref"):
        notes.append(_("“%(sheet)s”里没有住址，先只登记人。") % name)
    return notes


def _account(part: _Part, book: Book) -> SheetAccount:
    table, plan = part.table, part.plan
    kinds: dict[int, Column] = {column.index: column for column in plan.columns}
    account = SheetAccount(
        name=table.sheet,
        role=plan.role,
        columns={head.label: _shown_kind(kinds[head.index]) for head in table.columns},
        head_row=table.head_row,
        data_rows=len(table.rows),
        ignored=not _readable(part),
        passed=table.passed,
        subs={head.label: kinds[head.index].sub for head in table.columns if kinds[head.index].sub},
        indexes=[head.index for head in table.columns],
        rows=table.rows,
    )
    if not account.ignored:
        tally = book.tally(table.sheet)
        account.imported, account.rejected = tally.imported, tally.rejected
        account.duplicates = tally.duplicates
        turned_away = set(book.rejected.get(table.sheet, ()))
        account.rejected_rows = [(number, row) for number, row in table.rows if number in turned_away]
    return account


def _shown_kind(column: Column) -> str:
    return "serial" if column.sub == "serial" else column.kind
