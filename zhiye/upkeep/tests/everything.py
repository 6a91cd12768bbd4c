"""All rows of all tables, to compare before and after."""

from typing import Any

from zhiye.upkeep.tables import all_tables


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Table → rows by key, every column as a plain value."""
    return {model._meta.label: _rows(model) for model in all_tables()}


def _rows(model: Any) -> list[tuple[Any, ...]]:
    names = [field.attname for field in model._meta.local_concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows]
