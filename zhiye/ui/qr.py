"""QR codes as inline SVG: black on white, sized by the style sheet."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET = 4  # modules of white around the code, as ISO/IEC 18004 asks; a sheet may leave that space itself


def drawing(address: str, quiet: int = QUIET) -> SafeString:
    """The code of an address; M (15 % may be torn off or smeared)."""
    told = io.BytesIO()
    segno.make_qr(address, error="m").save(
        told,
        kind="svg",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        border=quiet,
        svgclass="code",
        lineclass=None,
    )
    return mark_safe(told.getvalue().decode())  # noqa: S308 - made of modules, not of text
