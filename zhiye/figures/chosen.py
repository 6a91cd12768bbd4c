"""Rows by a long list of keys, for a figure that only Python can tell: one parameter, however many keys there are.

SQLite takes no more than 32,766 parameters in a question; a list of keys goes as one text there, as an array to
PostgreSQL.
"""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func


class KeyIn(Func):
    """Whether the row's key is one of ``keys``."""

    output_field = BooleanField()
    arity = 1

    def __init__(self, keys: Iterable[UUID], field: str = "pk", **more: Any) -> None:
        super().__init__(F(field), **more)
        self.keys = sorted(set(keys))

    def as_sql(self, compiler: Any, connection: Any, *_how: Any, **_more: Any) -> Any:
        """As PostgreSQL takes it."""
        column, params = compiler.compile(self.source_expressions[0])
        return f"{column} = ANY(%s)", [*params, self.keys]

    def as_sqlite(self, compiler: Any, connection: Any, **_more: Any) -> Any:
        """As SQLite takes it: keys are kept as 32 hex digits there."""
        column, params = compiler.compile(self.source_expressions[0])
        told = json.dumps([key.hex for key in self.keys])
        return f"{column} IN (SELECT value FROM json_each(%s))", [*params, told]
