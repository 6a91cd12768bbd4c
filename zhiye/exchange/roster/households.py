"""Who belongs to whom: households by a column, by the order of rows, or by the home."""

from dataclasses import dataclass

from zhiye.people.codes import HEAD
from zhiye.people.records import HomeRecord

from .book import Place, home_key


@dataclass(slots=True)
class Household:
    """A household while it is being read: its key, its home if known, the row of its head."""

    key: str
    home: HomeRecord | None = None
    head: Place | None = None

    def begins(self, row: int) -> bool:
        """Whether this row holds its head."""
        return self.head is not None and self.head.row == row


class Households:
    """Assigns the households of one sheet; ``named`` is the sub-kind of the household column or ""."""

    def __init__(self, sheet: str, named: str, by_relation: bool) -> None:
        self.sheet, self.named, self.by_relation = sheet, named, by_relation
        self.all: dict[str, Household] = {}
        self.current: Household | None = None
        self._written = ""

    def assign(
        self, row: int, written: str, relation: str, home: HomeRecord | None, tenure: str
    ) -> Household | None:
        """The household of a row, or None where nothing tells one.

        ``written`` is the household cell, ``relation`` the GB/T 4761 code, both "" if blank.
        """
        key = self._key(row, written, relation, home, tenure)
        if not key:
            self.current = None
            return None
        household = self.all.setdefault(key, Household(key))
        household.home = household.home or home
        self.current = household
        return household

    def resume(self, key: str) -> None:
        """Go on with an earlier household: its head was met again, so the rows below belong to it."""
        self.current = self.all.get(key, self.current)

    def _key(self, row: int, written: str, relation: str, home: HomeRecord | None, tenure: str) -> str:
        if written:
            return self._key_written(row, written, home)
        if self.by_relation and relation == HEAD and not self.named:
            return f"{self.sheet}:{row}"
        if self.by_relation and relation != HEAD and self._continues(home, relation):
            return self.current.key if self.current else ""
        if home is None:
            return f"{self.sheet}:{row}" if relation == HEAD else ""
        return "|".join(home_key(home)) + ("|rent" if tenure == "rent" else "")

    def _key_written(self, row: int, written: str, home: HomeRecord | None) -> str:
        """A number names a household everywhere; a head's name only together with the home."""
        same = written == self._written
        self._written = written
        if self.named == "code":
            return f"no:{written}"
        if home is None:
            return self.current.key if same and self.current else f"{self.sheet}:{row}"
        return f"{written}@" + "|".join(home_key(home))

    def _continues(self, home: HomeRecord | None, relation: str) -> bool:
        """A member's row right below: the same home, or a blank home cell beside a stated relation."""
        if self.current is None:
            return False
        if home is None:
            return bool(relation)
        return self.current.home is None or home_key(self.current.home) == home_key(home)
