"""How many people signed, as far as the rows that were read on a photo tell. Pure; a hint, never a figure."""

import re
from collections.abc import Sequence

_HEAD = re.compile(r"姓\s*名|称\s*呼|签\s*[名到]")
_NAME = re.compile(r"[㐀-䶿一-鿿\U00020000-\U0003ffff]{2}")


def people_on(rows: Sequence[str]) -> int:
    """Rows with at least two Han characters below the head of the table; of all rows where there is no head.

    A printed number without a name beside it is an empty line.
    """
    heads = [at for at, row in enumerate(rows) if _HEAD.search(row)]
    below = rows[heads[-1] + 1 :] if heads else rows
    return sum(bool(_NAME.search(row)) for row in below)
