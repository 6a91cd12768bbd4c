"""Writes a roster as committees really keep them: merged heads, serial dates, doors spelt three ways."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zhiye.demo.shapes import DemoCommittee
from zhiye.people.records import HomeRecord, PersonRecord

_HEAD = [
    "序号",
    "户主",
    "姓名",
    "与户主\n关系",
    "性别",
    "身份证号码",
    "出生日期",
    "住址",
    "联系电话",
    "人员类别",
    "备注",
]
_RELATIONS = {"02": "户主", "11": "夫", "12": "妻子", "99": "租客", "98": "保姆", "51": "父", "52": "母"}
_SEXES = {"1": "男", "2": "女"}
_CATEGORIES = {"elder_alone": "独居", "elder_couple": "空巢", "low_income": "低保户", "disabled": "残疾人"}
_THIS_YEAR = 2026
_EXCEL_EPOCH = date(1899, 12, 30).toordinal()


@dataclass(frozen=True)
class Messy:
    """What was written: rows of the first sheet, identity numbers that lost digits, rows of elders."""

    path: Path
    rows: int
    lost_numbers: int
    elders: int


def messy_workbook(committee: DemoCommittee, path: Path, seed: int = 1, most: int = 400) -> Messy:
    """Write the first ``most`` residents into one .xlsx: a roster, and a sheet of elders with ages."""
    rng = Random(seed)
    people = committee.residents()[:most]
    book = Workbook()
    roster = book.active
    roster.title = "居民花名册"
    _write_title(roster, f"{committee.name}居民花名册")
    heads = {person.household: person.name for person in committee.people if person.relation == "02"}
    lost = _write_roster(rng, roster, people, heads)
    _write_footer(roster, len(people))
    _write_side_notes(roster)
    elders = _write_elders(book.create_sheet("60岁以上老人"), people)
    book.save(path)
    return Messy(path, len(people), lost, elders)


def _write_title(sheet: Worksheet, title: str) -> None:
    """A merged title, a line for the unit, and a head of two rows with merged cells."""
    sheet.append([title])
    sheet.append(["填报单位：居民委员会", None, None, None, None, None, None, "填报日期：2026年11月"])
    sheet.append(
        ["序号", "户主", "居民基本情况", None, None, None, None, "住址", "联系电话", "人员类别", "备注"]
    )
    sheet.append([None, None, *_HEAD[2:7]])
    for merged in ("A1:K1", "A2:G2", "C3:G3", "A3:A4", "B3:B4", "H3:H4", "I3:I4", "J3:J4", "K3:K4"):
        sheet.merge_cells(merged)


def _write_roster(rng: Random, sheet: Worksheet, people: list[PersonRecord], heads: dict[str, str]) -> int:
    """One row a person, with blank rows and repeated heads. Returns how many identity numbers lost digits."""
    lost = 0
    for number, person in enumerate(people, start=1):
        if number % 37 == 0:
            sheet.append([])
        if number % 60 == 0:
            sheet.append(_HEAD)
        digits_lost = bool(person.id_number) and person.id_number[-1] != "X" and rng.random() < 0.02
        lost += digits_lost
        sheet.append(_row(rng, number, person, heads[person.household], digits_lost))
    return lost


def _row(rng: Random, number: int, person: PersonRecord, head: str, digits_lost: bool) -> list[object]:
    # A number typed into a number cell keeps 15 digits; the rest becomes zeros.
    id_number = float(person.id_number[:15] + "000") if digits_lost else person.id_number
    return [
        number,
        head,
        rng.choice((person.name, person.name, f" {person.name} ")),
        _RELATIONS.get(person.relation, "子女" if person.relation[0] in "23" else "其他亲属"),
        _SEXES[person.sex],
        id_number,
        _birth(rng, person.birth),
        _door(rng, person.home),
        "、".join(person.phones),
        "、".join(_CATEGORIES[code] for code in person.categories if code in _CATEGORIES),
        rng.choice(("", "", "", "常住", "户在人在")),
    ]


def _birth(rng: Random, birth: date | None) -> object:
    """A serial number of the 1900 system, a text, or a month only."""
    if birth is None:
        return ""
    spellings: list[object] = [
        birth.toordinal() - _EXCEL_EPOCH,
        birth.isoformat(),
        f"{birth.year}.{birth.month:02d}.{birth.day:02d}",
    ]
    return rng.choice(spellings)


def _door(rng: Random, home: HomeRecord | None) -> str:
    """The same door in one of three spellings."""
    assert home is not None
    spellings: list[Callable[[HomeRecord], str]] = [_dashes, _words, _full_width]
    return rng.choice(spellings)(home)


def _dashes(home: HomeRecord) -> str:
    return "-".join(part for part in (home.building, home.unit, home.room) if part)


def _words(home: HomeRecord) -> str:
    if home.unit:
        return f"{home.building}号楼{home.unit}单元{home.room}室"
    return f"{home.building}号{home.room}室"


def _full_width(home: HomeRecord) -> str:
    return _dashes(home).translate({ord("0") + n: 0xFF10 + n for n in range(10)} | {ord("-"): "－"})


def _write_footer(sheet: Worksheet, count: int) -> None:
    sheet.append(["合计", None, count])
    sheet.append([])
    sheet.append(["制表人：", None, None, None, None, "审核人："])


def _write_side_notes(sheet: Worksheet) -> None:
    """Notes in a column of their own, right of the table."""
    for row, note in enumerate(
        ("说明：", "1、人户分离请在备注写明", "2、租客写租住", "3、电话有变化及时改"), start=5
    ):
        sheet.cell(row=row, column=13, value=note)


def _write_elders(sheet: Worksheet, people: list[PersonRecord]) -> int:
    """A second list with ages instead of birth dates. Returns its rows."""
    sheet.append(["姓名", "年龄", "住址", "电话", "备注"])
    elders = [p for p in people if p.birth and p.home and _THIS_YEAR - p.birth.year > 60]
    for person in elders:
        phone = float(person.phones[0]) if person.phones else None
        sheet.append([person.name, _THIS_YEAR - person.birth.year, _words(person.home), phone, None])
    return len(elders)
