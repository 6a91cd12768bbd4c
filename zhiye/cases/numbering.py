"""Numbers of matters: 2026-0012, counted per committee and year; two who open at once both get one."""

from zhiye.cases.models import Numbering
from zhiye.kernel.counting import count_up
from zhiye.places.models import Place


def next_number(committee: Place, year: int) -> str:
    """The next number, inside the caller's transaction; a matter withdrawn keeps its own."""
    return f"{year}-{count_up(Numbering, committee=committee, year=year):04d}"


def next_numbers(committee: Place, year: int, count: int) -> list[str]:
    """So many at once, in their order."""
    last = count_up(Numbering, count=count, committee=committee, year=year)
    return [f"{year}-{number:04d}" for number in range(last - count + 1, last + 1)]
