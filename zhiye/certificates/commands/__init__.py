"""Writing at the proof desk. Every command asks leave first and leaves a trace."""

from zhiye.certificates.commands.deciding import (
    allow_certificate,
    approve_certificate,
    decline_certificate,
    note_register_export,
    replace_certificate,
    return_certificate,
    seal_certificate,
    void_certificate,
)
from zhiye.certificates.commands.writing import (
    ask_secretary,
    drop_certificate,
    refuse_with_guidance,
    request_certificate,
    rewrite_certificate,
)

__all__ = [
    "allow_certificate",
    "approve_certificate",
    "ask_secretary",
    "decline_certificate",
    "drop_certificate",
    "note_register_export",
    "refuse_with_guidance",
    "replace_certificate",
    "request_certificate",
    "return_certificate",
    "rewrite_certificate",
    "seal_certificate",
    "void_certificate",
]
