"""What a kind of sealed value is: under which keys its values lie, whether they open, sealing them anew."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import connection, models, transaction

from zhiye.kernel import sealing
from zhiye.kernel.sealing import SealBroken

BATCH = 500  # rows a transaction while sealing anew: short enough that nobody notices
SAMPLE = 50  # values opened from each end of a table by a check
FILES = 5  # files opened by a check, and photos held at once: they can be large


class SealedKind(ABC):
    """One kind of sealed value."""

    name: ClassVar[Any]  # in words

    @abstractmethod
    def numbers(self) -> Counter[int]:
        """How many values lie under each key number."""

    @abstractmethod
    def broken(self) -> int:
        """How many of a sample do not open."""

    @abstractmethod
    def renew(self, number: int) -> Iterator[tuple[int, int]]:
        """Seal what is not under key ``number`` anew, a batch a transaction: (renewed, did not open)."""


class SealedRows(SealedKind):
    """Sealed values in a table, one a row."""

    columns: ClassVar[list[str]]  # what ``put`` changes
    large: ClassVar[bool] = False  # whether one value fills megabytes: then few are held at once

    @abstractmethod
    def rows(self) -> models.QuerySet[Any]:
        """The rows that hold something sealed."""

    @abstractmethod
    def sealed(self, row: Any) -> bytes:
        """The sealed bytes of ``row``."""

    @abstractmethod
    def context(self, row: Any) -> str:
        """The text its value is tied to."""

    @abstractmethod
    def put(self, row: Any, text: Any) -> None:
        """Seal ``text`` (what ``_opened`` answers) into ``row`` and make its fingerprint anew."""

    def numbers(self) -> Counter[int]:
        """How many values lie under each key number."""
        return Counter(self.sealed(row)[0] for row in self.rows().only(*self.columns).iterator())

    def broken(self) -> int:
        """How many of the oldest and newest values do not open."""
        size = FILES if self.large else SAMPLE
        ends = [*self.rows().order_by("pk")[:size], *self.rows().order_by("-pk")[:size]]
        return sum(self._opened(row) is None for row in {row.pk: row for row in ends}.values())

    def renew(self, number: int) -> Iterator[tuple[int, int]]:
        """Batches in order of the key, so that rows written meanwhile come last and are seen too."""
        batch = list(self.rows().order_by("pk")[: self._at_once()])
        while batch:
            last = batch[-1].pk
            yield self._renew_batch([row.pk for row in batch if self.sealed(row)[0] != number])
            batch = list(self.rows().filter(pk__gt=last).order_by("pk")[: self._at_once()])

    def _at_once(self) -> int:
        return FILES if self.large else BATCH

    @transaction.atomic
    def _renew_batch(self, keys: list[Any]) -> tuple[int, int]:
        """Read again under lock: somebody may have changed a row since."""
        if not keys:
            return 0, 0
        changed, broken = [], 0
        for row in self.rows().filter(pk__in=keys).select_for_update():
            text = self._opened(row)
            if text is None:
                broken += 1
                continue
            self.put(row, text)
            changed.append(row)
        self._write(changed)
        return len(changed), broken

    def _write(self, changed: list[Any]) -> None:
        """Plain updates: about three times as fast as ``bulk_update`` on 80,000 values."""
        meta, quote = self.rows().model._meta, connection.ops.quote_name
        columns = [meta.get_field(name) for name in (*self.columns, "id")]
        assigned = ", ".join(f"{quote(field.column)} = %s" for field in columns[:-1])
        rows = [
            [field.get_db_prep_save(field.value_from_object(row), connection) for field in columns]
            for row in changed
        ]
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {quote(meta.db_table)} SET {assigned} WHERE id = %s", rows)

    def _opened(self, row: Any) -> Any:
        """What is sealed in ``row``; None when it does not open."""
        try:
            return sealing.unseal(self.sealed(row), self.context(row))
        except SealBroken:
            return None


class LargeRows(SealedRows):
    """Photos and files: large, so few at a time, and not text."""

    columns: ClassVar[list[str]] = ["sealed"]
    large: ClassVar[bool] = True

    def sealed(self, row: Any) -> bytes:
        """As stored."""
        return bytes(row.sealed)

    def put(self, row: Any, text: Any) -> None:
        """The bytes anew; they have no fingerprint."""
        row.sealed = sealing.seal_bytes(text, self.context(row))

    def _opened(self, row: Any) -> bytes | None:
        try:
            return sealing.unseal_bytes(self.sealed(row), self.context(row))
        except SealBroken:
            return None
