"""The contents of all tables as plain values, to compare before and after."""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import connection

# What only ever grows: the trail, the answered gestures, the story of merges.
GROWING = ("audit.auditentry", "audit.look", "kernel.operation", "flows.merge")


def contents(
    without: Collection[str] = GROWING, fields_aside: Collection[str] = ("version",)
) -> dict[str, Any]:
    """Table → sorted rows, each row a tuple of (field, value); ``fields_aside`` and automatic keys left out."""
    models = [m for m in apps.get_models() if m.__module__.startswith("zhiye.")]
    asked = [m for m in models if m._meta.label_lower not in without]
    filled = _with_rows([m._meta.db_table for m in asked])
    return {m._meta.label_lower: _rows(m, fields_aside) if m._meta.db_table in filled else [] for m in asked}


def _with_rows(tables: list[str]) -> set[str]:
    """Those that hold anything, by one question: asking each of a hundred empty tables takes most of the time."""
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables)
        )
        return {name for (name,) in cursor.fetchall()}


def _rows(model: Any, aside: Collection[str]) -> list[tuple[Any, ...]]:
    names = [f.attname for f in model._meta.concrete_fields if f.name not in aside]
    if model._meta.label_lower in ("people.searchkey", "people.othername"):
        names.remove("id")
    rows = [
        tuple((n, _plain(v)) for n, v in zip(names, row, strict=True))
        for row in model.objects.values_list(*names)
    ]
    return sorted(rows, key=repr)


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Table → (rows gone, rows come), for the tables that differ."""
    told = {}
    for table, rows in before.items():
        gone = [row for row in rows if row not in after[table]]
        come = [row for row in after[table] if row not in rows]
        if gone or come:
            told[table] = (gone, come)
    return told
