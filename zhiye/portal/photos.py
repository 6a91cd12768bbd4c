"""A resident's photo as it is kept: drawn anew by the rules of the scans, small enough for a weak line."""

import base64
import io

from PIL import Image

from zhiye.portal.limits import PHOTO
from zhiye.scans.pictures import MEDIA_TYPE, cleaned

_QUALITIES = (78, 68, 58, 48, 38)


def kept(data: bytes) -> bytes:
    """The photo as a JPEG without the camera's notes. Raises Refused for what is no photo."""
    return _within(cleaned(data).data, PHOTO["longest_side"], PHOTO["most_bytes"])


def small(data: bytes) -> str:
    """A little picture of a kept photo, as the text of a ``src``: the page needs no second request for it."""
    tiny = _within(data, PHOTO["small_side"], PHOTO["small_bytes"])
    return f"data:{MEDIA_TYPE};base64,{base64.b64encode(tiny).decode()}"


def _within(data: bytes, side: int, most: int) -> bytes:
    """At most ``side`` px and ``most`` bytes: worse quality first, then fewer pixels."""
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as opened:
        picture = opened.convert("RGB")
    while True:
        picture.thumbnail((side, side))
        for quality in _QUALITIES:
            told = io.BytesIO()
            picture.save(told, "JPEG", quality=quality, optimize=True)
            if told.tell() <= most:
                return told.getvalue()
        side = side * 3 // 4
