"""The facts of one person's row besides name and home, each with what must be flagged about it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from zhiye.people.heads import plain_head
from zhiye.people.id_number import IdNumber, read_id_number

from .cells import CellReaders, plain_text, read_share, split_phone
from .kinds import Column, Plan
from .lexicon import OWNER_KINDS, RESIDENCE, THRESHOLDS, WORDS
from .workbook import Row

Flag = Callable[..., None]
ID_PROBLEMS = {"length", "characters", "date", "check_digit"}
BIRTH_PROBLEMS = {"future": "birth_future", "too_old": "age_over_120"}
PHONE_PROBLEMS = {"one_digit_short": "phone_short", "one_digit_long": "phone_long"}
NO_ID = IdNumber("")
# Where each state of heads.toml puts somebody: (lives here, registered here).
LIVING = {"here_registered": (True, True), "here_elsewhere": (True, False), "away_registered": (False, True)}


@dataclass(slots=True)
class Facts:
    """What a row tells of a person; ``notes`` keep in words what fits nowhere else."""

    id_number: IdNumber = NO_ID
    sex: str = "0"
    birth: date | None = None
    precision: str = ""
    phones: tuple[str, ...] = ()
    relation: str = ""
    tenure: str = ""
    owner: bool = False
    lives_here: bool | None = None
    registered_here: bool | None = None
    categories: tuple[str, ...] = ()
    share: tuple[int, int] | None = None
    notes: list[str] = field(default_factory=list)


class FactReader:
    """Reads the facts of every row of one sheet; ``flag(row, column, reason, **values)`` notes doubts."""

    def __init__(self, plan: Plan, cells: CellReaders, flag: Flag) -> None:
        self.plan, self.cells, self.flag = plan, cells, flag
        self.id_column = plan.first("id_number")
        self.steps: list[tuple[Column, Callable[[Facts, int, Column, Row], None]]] = [
            (column, step)
            for kind, step in (
                ("sex", self._sex),
                ("birth", self._birth),
                ("phone", self._phone),
                ("relation", self._relation),
                ("tenure", self._tenure),
                ("owner_kind", self._owner_kind),
                ("residence", self._residence),
                ("categories", self._categories),
                ("share", self._share),
                ("note", self._note),
            )
            for column in plan.of(kind)
        ]
        name = plan.first("name")
        self.owners = bool(name and name.sub == "owner")
        self.name_index = name.index if name else -1

    def read_id(self, row: Row) -> IdNumber:
        """The identity number of a row, NO_ID for a blank cell."""
        cell = row[self.id_column.index] if self.id_column else ""
        return read_id_number(cell) if cell != "" and cell not in WORDS["empty"] else NO_ID

    def read_ids(self, row: Row, count: int) -> list[IdNumber]:
        """The numbers of a cell holding one for each of ``count`` people; blanks if it holds another count."""
        cell = row[self.id_column.index] if self.id_column else ""
        pieces = re.split(r"[、，,/;；\s]+", str(cell).strip())
        return [read_id_number(piece) for piece in pieces] if len(pieces) == count else [NO_ID] * count

    def read(self, number: int, row: Row, id_number: IdNumber) -> Facts:
        """All facts of row ``number`` (from 1)."""
        facts = Facts(id_number, owner=self.owners, tenure="own" if self.owners else "")
        if id_number.problem:
            self._doubt_id(facts, number)
        self._phone_beside_name(facts, row)
        for column, step in self.steps:
            if row[column.index] != "":
                step(facts, number, column, row)
        self._compare_with_id(facts, number)
        return facts

    def _doubt_id(self, facts: Facts, number: int) -> None:
        label = self.id_column.label if self.id_column else ""
        text = facts.id_number.number
        if len(set(text)) <= 2:
            facts.id_number = NO_ID
            self.flag(number, label, "id_placeholder")
        elif facts.id_number.problem in ID_PROBLEMS:
            self.flag(number, label, f"id_{facts.id_number.problem}")

    def _compare_with_id(self, facts: Facts, number: int) -> None:
        """A valid number's birth and sex count before the sheet's; those of a doubtful one only fill gaps."""
        known = facts.id_number
        if known.sex_code in ("1", "2") and known.birth:
            if facts.sex in ("1", "2") and known.valid and facts.sex != known.sex_code:
                self.flag(number, self._label("sex"), "sex_differs")
            facts.sex = known.sex_code if known.valid or facts.sex not in ("1", "2") else facts.sex
        if known.birth is None or known.birth > self.cells.today:
            return
        if facts.birth is None:
            facts.birth, facts.precision = known.birth, "day"
        elif known.valid:
            if not _agrees(facts, known.birth):
                self.flag(number, self._label("birth"), "birth_differs")
            facts.birth, facts.precision = known.birth, "day"

    def _label(self, kind: str) -> str:
        column = self.plan.first(kind)
        return column.label if column else ""

    def _sex(self, facts: Facts, number: int, column: Column, row: Row) -> None:
        code = self.cells.sex(row[column.index])
        if code is None and plain_text(row[column.index]):
            self.flag(number, column.label, "sex_unknown", value=row[column.index])
        facts.sex = code or "0"

    def _birth(self, facts: Facts, number: int, column: Column, row: Row) -> None:
        cell = row[column.index]
        if facts.birth or not plain_text(cell):
            return
        birth = self.cells.age(cell) if column.sub == "age" else self.cells.birth(cell)
        if birth.problem is None:
            facts.birth, facts.precision = birth.date, birth.precision
        elif birth.suggestion:
            values = {"value": plain_text(cell), "suggestion": birth.suggestion.isoformat()}
            self.flag(number, column.label, "birth_impossible", **values)
        else:
            reason = BIRTH_PROBLEMS.get(birth.problem, "birth_unreadable")
            self.flag(number, column.label, reason, value=plain_text(cell))

    def _phone(self, facts: Facts, number: int, column: Column, row: Row) -> None:
        text = plain_text(row[column.index])
        if not text:
            return
        found = self.cells.phones(row[column.index])
        kept = [phone for phone in found if phone.problem is None or phone.problem in PHONE_PROBLEMS]
        for phone in kept:
            if phone.problem:
                self.flag(number, column.label, PHONE_PROBLEMS[phone.problem], value=phone.number)
        if not kept or len(kept) < len(found):
            self.flag(number, column.label, "phone_unreadable", value=text)
            facts.notes.append(f"{column.label}：{text}")
        numbers = tuple(phone.number for phone in kept)
        facts.phones = tuple(dict.fromkeys(facts.phones + numbers)) if facts.phones else numbers

    def _phone_beside_name(self, facts: Facts, row: Row) -> None:
        phone = split_phone(row[self.name_index])[1] if self.name_index >= 0 else ""
        if phone:
            facts.phones = tuple(found.number for found in self.cells.phones(phone))

    def _relation(self, facts: Facts, number: int, column: Column, row: Row) -> None:
        if column.sub.startswith("asked:"):
            facts.relation = self._answered(column, row)
            return
        text = plain_text(row[column.index])
        code = self.cells.relation(text)
        if code is None and text:
            self.flag(number, column.label, "relation_unknown", value=text)
            facts.notes.append(f"{column.label}：{text}")
        facts.relation = {"01": "02"}.get(code or "", code or "")  # 本人 in a household's list is its head

    def _tenure(self, facts: Facts, number: int, column: Column, row: Row) -> None:
        if column.sub.startswith("asked:"):
            facts.tenure = self._answered(column, row) or facts.tenure
            return
        text = plain_text(row[column.index])
        code = self.cells.tenure(text)
        let = facts.owner and code not in ("", "own")
        if code and not let:
            facts.tenure = code
        elif text and not text.isdecimal() and text not in WORDS["vacant"]:
            facts.notes.append(f"{column.label}：{text}")

    def _answered(self, column: Column, row: Row) -> str:
        """The code that a yes stands for, "" for every other word."""
        return column.sub.removeprefix("asked:") if self.cells.yes(row[column.index]) else ""

    def _owner_kind(self, facts: Facts, number: int, column: Column, row: Row) -> None:
        kind = OWNER_KINDS.get(plain_text(row[column.index]), "")
        facts.owner = kind == "owner" if kind else facts.owner
        if kind:
            facts.tenure = {"owner": "own", "tenant": "rent"}.get(kind, "")

    def _residence(self, facts: Facts, number: int, column: Column, row: Row) -> None:
        text = plain_text(row[column.index])
        state = RESIDENCE.get(text, "")
        answer = self.cells.yes(row[column.index]) if not state else None
        if answer is not None:
            apart = answer != ("一致" in plain_head(column.label))
            state = "here_elsewhere" if apart else "here_registered"
        if state:
            facts.lives_here, facts.registered_here = LIVING[state]
        elif text:
            facts.notes.append(f"{column.label}：{text}")

    def _categories(self, facts: Facts, number: int, column: Column, row: Row) -> None:
        cell = row[column.index]
        if column.sub.startswith("flag:"):
            self._flagged_category(facts, column, row)
            return
        codes, unknown = self.cells.categories(cell)
        facts.categories = tuple(dict.fromkeys(facts.categories + codes)) if facts.categories else codes
        if not unknown:
            return
        kept = [word for word in unknown if not any(never in word for never in WORDS["never"])]
        if len(kept) < len(unknown):
            self.flag(number, column.label, "category_refused")
        if kept:
            self.flag(number, column.label, "category_unknown", value="、".join(kept))
            facts.notes.append(f"{column.label}：{'、'.join(kept)}")

    def _flagged_category(self, facts: Facts, column: Column, row: Row) -> None:
        """A column of its own for one category: yes, no, or its grade in words."""
        answer = self.cells.yes(row[column.index])
        if answer is False:
            return
        facts.categories = tuple(dict.fromkeys((*facts.categories, column.sub.removeprefix("flag:"))))
        if answer is None:
            facts.notes.append(f"{column.label}：{plain_text(row[column.index])}")

    def _share(self, facts: Facts, number: int, column: Column, row: Row) -> None:
        facts.share = read_share(row[column.index])

    def _note(self, facts: Facts, number: int, column: Column, row: Row) -> None:
        text = plain_text(row[column.index])
        if text:
            facts.notes.append(f"{column.label}：{text}" if column.sub == "named" else text)


def _agrees(facts: Facts, birth: date) -> bool:
    """Whether what the sheet says can be this birth, at the precision of the sheet."""
    told = facts.birth
    if told is None or told == birth:
        return True
    if facts.precision == "age":
        return abs(told.year - birth.year) <= THRESHOLDS["age_stale_years"]
    if facts.precision == "day" or told.year != birth.year:
        return False
    return facts.precision == "year" or told.month == birth.month
