"""Which days a promise may be due on: not before it was made, nor so far ahead that the year must be a slip. Pure."""

import tomllib
from datetime import date
from importlib import resources
from typing import Any

from django.utils.translation import gettext as _

from zhiye.kernel.errors import Refused

_RULES: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.cases").joinpath("data", "promises.toml").read_text("utf-8")
)
FARTHEST_YEARS: int = _RULES["farthest_years"]


def refuse_before(due: date | None, made_on: date) -> None:
    """Raises Refused for a day before the promise was made."""
    if due is not None and due < made_on:
        raise Refused(_("说好的日子在说的那天之前，改成那天或以后。"), "due")


def refuse_too_far(due: date | None, today: date) -> None:
    """Raises Refused for a day that nobody who promises something means."""
    if due is not None and due.year > today.year + FARTHEST_YEARS:
        told = {"year": due.year, "years": FARTHEST_YEARS}
        raise Refused(_("%(year)d 年太远了，看看年份有没有写错。最远写到 %(years)d 年以后。") % told, "due")
