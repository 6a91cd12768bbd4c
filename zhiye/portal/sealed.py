"""To what the sealed values of a report are tied, and sealing them."""

from uuid import UUID


def phone_row(report_id: UUID) -> str:
    """The text that is authenticated with its telephone number."""
    return f"portal.report.phone:{report_id}"


def photo_row(report_id: UUID) -> str:
    """The same for its photo."""
    return f"portal.report.photo:{report_id}"
