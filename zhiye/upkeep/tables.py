"""Every table as JSON lines, the same on every engine: one list a row, columns in the order of the head."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from zhiye.kernel.bulk import insert_rows

PART = 4 << 20  # bytes, about; a table is cut into parts of this size
# Log-ins under way are not carried: a session that was ended, say of a lost phone, must not come back.
LEFT_OUT: tuple[type[models.Model], ...] = (Session,)
_AS_IS = (models.CharField, models.TextField, models.IntegerField, models.JSONField, models.BooleanField)


def all_tables() -> list[type[models.Model]]:
    """Every model with a table of its own, those left out aside."""
    found = apps.get_models(include_auto_created=True)
    return [m for m in found if m._meta.managed and not m._meta.proxy and m not in LEFT_OUT]


def migrations_applied() -> list[str]:
    """The names of all migrations that made the tables, sorted."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def parts_of(model: type[models.Model]) -> Iterator[tuple[bytes, int]]:
    """The table's rows by key, as JSON lines: (content, how many rows) a part; one part at least."""
    names = _columns(model)
    rows = model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=2000)
    head = _line(names)
    lines, size = [head], 0
    for row in rows:
        line = _line(row)
        lines.append(line)
        size += len(line)
        if size > PART:
            yield b"".join(lines), len(lines) - 1
            lines, size = [head], 0
    yield b"".join(lines), len(lines) - 1


def put_rows(model: type[models.Model], content: bytes) -> int:
    """Insert the rows of one part; answers how many."""
    lines = content.splitlines()
    names = json.loads(lines[0])
    readers = [_reader(model._meta.get_field(name)) for name in names]
    rows = (
        [read(value) for read, value in zip(readers, json.loads(line), strict=True)] for line in lines[1:]
    )
    return insert_rows(model, names, rows) if _is_ours(model) else _insert_plainly(model, names, rows)


def _is_ours(model: type[models.Model]) -> bool:
    return model.__module__.startswith("zhiye.")


def _insert_plainly(model: type[models.Model], names: list[str], rows: Iterable[list[Any]]) -> int:
    """For the few rows of Django's and allauth's own tables, some of which have counted foreign keys."""
    columns: list[Any] = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    targets, marks = ", ".join(quote(c.column) for c in columns), ", ".join(["%s"] * len(columns))
    ready = [
        [column.get_db_prep_save(value, connection) for column, value in zip(columns, row, strict=True)]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({targets}) VALUES ({marks})", ready)
    return len(ready)


def empty(model: type[models.Model]) -> None:
    """Delete every row. Foreign keys are looked at when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def reset_sequences() -> None:
    """Let counted keys go on after the highest one (PostgreSQL; SQLite does it by itself)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), all_tables()):
            cursor.execute(statement)


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.local_concrete_fields]


def _line(row: Any) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_plain).encode() + b"\n"


def _plain(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value)} has no place in a backup")


def _reader(field: Any) -> Callable[[Any], Any]:
    if isinstance(field, _AS_IS):
        return _as_is
    read: Callable[[Any], Any] = field.to_python  # reads base64 of binary columns, ISO dates, UUIDs
    return read


def _as_is(value: Any) -> Any:
    return value
