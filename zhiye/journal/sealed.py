"""To what the sealed bytes of an attachment are tied."""

from uuid import UUID


def seal_row(attachment_id: UUID) -> str:
    """The text that is authenticated with them: copied to another row they do not open."""
    return f"journal.attachment:{attachment_id}"
