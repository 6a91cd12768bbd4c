"""QR codes as inline SVG: black on white, sized by the style sheet."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def drawing(address: str) -> SafeString:
    """The code of an address, with a quiet zone; M (15 % may be torn off or smeared)."""
    told = io.BytesIO()
    segno.make_qr(address, error="m").save(
        told, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, svgclass="code", lineclass=None
    )
    return mark_safe(told.getvalue().decode())  # noqa: S308 - made of modules, not of text
