"""To what the sealed bytes of a photo are tied while it lies beside no note yet."""

from uuid import UUID


def seal_row(photo_id: UUID) -> str:
    """The text that is authenticated with them."""
    return f"scans.photo:{photo_id}"
