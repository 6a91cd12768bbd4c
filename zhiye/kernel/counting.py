"""Counting up: numbers without a gap and never twice, however many ask at once."""

from typing import Any

from django.db import connection, models


def count_up(series: type[models.Model], *, count: int = 1, **key: Any) -> int:
    """The next number of the row of ``series`` with this ``key`` (made when it is not there), inside the caller's
    transaction; with ``count`` the last of so many.

    ``series`` has a unique constraint over the key and an integer ``last``. The row stays locked until the
    transaction ends, so that none is given twice; one that is rolled back gives its number back.
    """
    quote = connection.ops.quote_name
    fields: list[Any] = [series._meta.get_field(name) for name in key]
    columns = ", ".join(quote(field.column) for field in fields)
    table, last, marks = quote(series._meta.db_table), quote("last"), ", ".join(["%s"] * len(fields))
    values = [_kept(field, value) for field, value in zip(fields, key.values(), strict=True)]
    with connection.cursor() as cursor:  # one statement, in words that both databases know
        cursor.execute(
            f"INSERT INTO {table} ({columns}, {last}) VALUES ({marks}, %s)"
            f" ON CONFLICT ({columns}) DO UPDATE SET {last} = {table}.{last} + %s RETURNING {last}",
            [*values, count, count],
        )
        return int(cursor.fetchall()[0][0])


def _kept(field: Any, value: Any) -> Any:
    """``value`` as its column keeps it; of a row its key."""
    return field.get_db_prep_save(value.pk if isinstance(value, models.Model) else value, connection)
