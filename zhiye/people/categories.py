"""Categories as dated data (``data/categories.toml``): what they rest on, who sees them, when to look again.

Source of the list: 社会救助法 (2026-07-01) art. 13-22, 残疾人保障法, 人口与计划生育法 art. 32, 未成年人保护法 art. 43.
"""

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Category:
    """One category. ``computed`` ones follow from the birth date and are never registered."""

    code: str
    name: str
    evidence: str
    issuer: str
    ring: str
    reverify_months: int
    computed: bool
    age_from: int | None


def _read() -> dict[str, Category]:
    raw = tomllib.loads((Path(__file__).parent / "data" / "categories.toml").read_text("utf-8"))
    entries = raw.get("category", raw)
    listed = entries if isinstance(entries, list) else [{"code": code, **entry} for code, entry in entries.items()]
    return {
        entry["code"]: Category(
            code=entry["code"],
            name=entry["name"],
            evidence=entry.get("evidence", ""),
            issuer=entry.get("issuer", ""),
            ring=entry.get("ring", "team"),
            reverify_months=int(entry.get("reverify_months", 0)),
            computed=bool(entry.get("computed", False)),
            age_from=entry.get("age_from"),
        )
        for entry in listed
    }


CATEGORIES = _read()


def verify_by(category: Category, seen_on: date, valid_until: date | None) -> date | None:
    """The day by which somebody should look again: the earlier of rhythm and expiry; None when neither."""
    rhythm = add_months(seen_on, category.reverify_months) if category.reverify_months else None
    days = [day for day in (rhythm, valid_until) if day]
    return min(days) if days else None


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
