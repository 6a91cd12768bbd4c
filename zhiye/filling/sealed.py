"""The texts that tie sealed columns to their rows, and sealing them."""

from zhiye.filling.models import Filling, Form
from zhiye.kernel import sealing


def form_row(form_id: object) -> str:
    """Of the file as it came."""
    return f"filling.form.sealed:{form_id}"


def contents_row(filling_id: object) -> str:
    """Of what was written."""
    return f"filling.filling.sealed:{filling_id}"


def file_row(filling_id: object) -> str:
    """Of the filled file."""
    return f"filling.filling.filled:{filling_id}"


def copy_of(form: Form) -> bytes:
    """The copy in hand, as it came."""
    return sealing.unseal_bytes(bytes(form.sealed), form_row(form.pk))


def file_of(filling: Filling) -> bytes:
    """The filled file; empty when it is gone."""
    raw = bytes(filling.filled)
    return sealing.unseal_bytes(raw, file_row(filling.pk)) if raw else b""
