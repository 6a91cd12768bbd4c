"""Numbers of the register: 2026-0012 in each of its two books, counted per committee and year, without a gap."""

import base64
import secrets

from zhiye.certificates.models import Numbering
from zhiye.kernel.counting import count_up
from zhiye.places.models import Place

SHORT = 8  # characters of the check code that is read out on the telephone


def next_number(committee: Place, book: str, year: int) -> str:
    """The next number, inside the caller's transaction; one withdrawn keeps its own."""
    return f"{year}-{count_up(Numbering, committee=committee, year=year, book=book):04d}"


def new_token() -> str:
    """26 letters and digits (128 bits) that nobody guesses; the first eight are the check code."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")


def check_code(token: str) -> str:
    """The check code as it is printed and read out: 7QF3-K9ZM."""
    return f"{token[: SHORT // 2]}-{token[SHORT // 2 : SHORT]}" if token else ""


def told_number(number: str) -> str:
    """〔2026〕12号, as it stands on papers; "" before there is one."""
    year, _dash, count = number.partition("-")
    return f"〔{year}〕{int(count)}号" if count else ""
