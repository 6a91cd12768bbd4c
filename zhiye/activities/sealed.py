"""To what the sealed bytes of a sign-in sheet are tied."""

from uuid import UUID


def seal_row(sheet_id: UUID) -> str:
    """The text that is authenticated with them."""
    return f"activities.sheet:{sheet_id}"
