"""When somebody should look again at a category; the categories themselves are data (``codes.CATEGORIES``)."""

from calendar import monthrange
from datetime import date

from zhiye.people.codes import Category


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
