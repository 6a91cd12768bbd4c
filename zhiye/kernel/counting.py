"""Counting up: numbers without a gap and never twice, however many ask at once."""

from typing import Any

from django.db import models
from django.db.models import F


def count_up(series: type[models.Model], *, count: int = 1, **key: Any) -> int:
    """The next number of the row of ``series`` with this ``key`` (made when it is not there), inside the caller's
    transaction; with ``count`` the last of so many.

    ``series`` has a unique constraint over the key and an integer ``last``. The row stays locked until the
    transaction ends, so that none is given twice; one that is rolled back gives its number back.
    """
    row, _made = series._default_manager.get_or_create(**key)
    series._default_manager.filter(pk=row.pk).update(last=F("last") + count)
    row.refresh_from_db(fields=["last"])
    return int(getattr(row, "last"))  # noqa: B009 (the column that every series has)
