"""The codes people type or scan: of a door (8 signs, no 0 O 1 l i), of a slip (128 bits and more), six digits."""

import secrets
from math import log2

from zhiye.portal.limits import DIGITS

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
DOOR, SLIP = 8, 26  # signs
SLIP_BITS = SLIP * log2(len(SIGNS))
LAST = 4  # digits asked for beside a slip's code


def door_token() -> str:
    """A code that fits on a poster and is typed by hand: not a secret, but nobody walks through all of them."""
    return _signs(DOOR)


def slip_token() -> str:
    """A code that nobody guesses."""
    return _signs(SLIP)


def six_digits() -> str:
    """A receipt's number; every one is as likely as any other."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def read_token(text: str) -> str:
    """What was typed or scanned, as a token: capitals, blanks and whatever is no sign of ours aside."""
    return "".join(sign for sign in text.lower() if sign in SIGNS)[:SLIP]


def read_digits(text: str) -> str:
    """The digits of what was typed, full-width ones too: "３８ 12-09" is 381209."""
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


def spaced(number: str) -> str:
    """381 209."""
    half = len(number) // 2
    return f"{number[:half]} {number[half:]}"


def _signs(count: int) -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(count))
