"""What a column holds, told from a sample of its cells and not from its head."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from zhiye.people.birth import read_birth
from zhiye.people.codes import read_categories, read_relation, read_sex, read_tenure, read_yes
from zhiye.people.id_number import read_id_number
from zhiye.people.names import looks_like_name, surname
from zhiye.people.phone import read_phones
from zhiye.places.addresses import read_address

from .cells import split_phone
from .lexicon import OWNER_KINDS, RESIDENCE, THRESHOLDS, WORDS
from .workbook import Cell

SAMPLE = 240  # filled cells looked at per column; enough to tell 70 % from 90 %
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:㎡|m²|m2|平米|平方米|平方)?", re.IGNORECASE)
_CODE = re.compile(r"[0-9]{1,6}(?:\.0)?[A-Za-z]?")


def sample_of(cells: Sequence[Cell]) -> list[Cell]:
    """At most SAMPLE filled cells, spread over the whole column."""
    filled = [cell for cell in cells if cell != "" and cell not in WORDS["empty"]]
    step = max(1, len(filled) // SAMPLE)
    return filled[::step][:SAMPLE]


def _is_text(cell: Cell) -> bool:
    return isinstance(cell, str)


def _is_id(cell: Cell) -> bool:
    return read_id_number(cell).problem in (None, "check_digit", "date", "lost_digits")


def _is_phone(cell: Cell) -> bool:
    """Mobile numbers and landlines with an area code; bare digits could be anything."""
    if len(str(cell)) > 40 or _is_id(cell):
        return False
    return any(
        p.problem is None and (p.kind == "mobile" or p.number.startswith("0")) for p in read_phones(cell)
    )


def _is_sex(cell: Cell) -> bool:
    return _is_text(cell) and read_sex(cell) in ("1", "2") and not str(cell).strip().isdecimal()


def _is_birth(cell: Cell, today: date) -> bool:
    """Dates and written-out dates; bare numbers are not proof of anything."""
    if isinstance(cell, date):
        return True
    return (
        _is_text(cell)
        and len(str(cell)) >= 5
        and read_birth(cell, today).problem in (None, "impossible_date")
    )


def _is_age(cell: Cell) -> bool:
    text = str(cell).removesuffix("岁").removesuffix(".0")
    return text.isdecimal() and int(text) <= THRESHOLDS["oldest_age"]


def _is_home(cell: Cell) -> bool:
    address = read_address(str(cell)) if _is_text(cell) and not _is_phone(cell) else None
    return bool(address and address.building and address.room)


def _is_house(cell: Cell) -> bool:
    address = read_address(str(cell)) if _is_text(cell) else None
    return bool(address and address.building and not address.room)


def _is_name(cell: Cell) -> bool:
    if not _is_text(cell):
        return False
    text = str(cell)
    if read_relation(text) or read_tenure(text) or text in WORDS["vacant"] or text in RESIDENCE:
        return False
    return looks_like_name(text) and bool(surname(text)) and not read_categories(text)[0]


def _is_area(cell: Cell) -> bool:
    text = str(cell)
    if not _NUMBER.fullmatch(text):
        return False
    number = float(re.match(r"[0-9.]+", text)[0])  # type: ignore[index]
    return THRESHOLDS["area_min"] <= number <= THRESHOLDS["area_max"]


def shares(cells: Sequence[Cell], today: date) -> dict[str, float]:
    """For each kind the share (0 to 1) of sampled filled cells that read as it; {} for an empty column."""
    sample = sample_of(cells)
    if not sample:
        return {}
    tests: dict[str, Callable[[Cell], bool]] = {
        "id_number": _is_id,
        "phone": _is_phone,
        "named_phone": lambda cell: bool(split_phone(cell)[1]),
        "sex": _is_sex,
        "birth": lambda cell: _is_birth(cell, today),
        "age": _is_age,
        "home": _is_home,
        "house": _is_house,
        "name": _is_name,
        "relation": lambda cell: _is_text(cell) and bool(read_relation(cell)),
        "tenure": lambda cell: _is_text(cell) and bool(read_tenure(cell)),
        "categories": lambda cell: _is_text(cell) and bool(read_categories(cell)[0]),
        "residence": lambda cell: cell in RESIDENCE,
        "owner_kind": lambda cell: str(cell).removesuffix(".0") in OWNER_KINDS,
        "yes_no": lambda cell: read_yes(cell) is not None or str(cell) in WORDS["yes"] | WORDS["no"],
        "area": _is_area,
        "code": lambda cell: bool(_CODE.fullmatch(str(cell))),
    }
    return {kind: sum(map(test, sample)) / len(sample) for kind, test in tests.items()}
