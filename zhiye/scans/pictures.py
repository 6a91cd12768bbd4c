"""A photo as it is kept: drawn anew, so that place, device and thumbnails of the camera stay behind.

Trusts nothing about the bytes: kind, size and number of pixels are looked at before anything is unpacked.
"""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from zhiye.kernel.errors import Refused

MEDIA_TYPE = "image/jpeg"
LARGEST = (
    25 * 1024 * 1024
)  # bytes, as a phone's camera leaves them; browsers with scripts send less than one MB
KINDS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = {"JPEG": 120_000_000}  # JPEG is unpacked at a fraction of its size
MOST_PIXELS_ELSE = 30_000_000
LONGEST_SIDE = 2000  # px: a page of A4 stays readable
QUALITY = 82
_APPLE = (b"heic", b"heix", b"hevc", b"heif", b"mif1", b"msf1", b"avif")
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, ZeroDivisionError)


@dataclass(frozen=True)
class Picture:
    """A JPEG without anything but its pixels."""

    data: bytes
    width: int
    height: int


def cleaned(data: bytes) -> Picture:
    """The photo drawn anew, upright, at most ``LONGEST_SIDE``. Raises Refused for what is no photo, or too large."""
    if not data:
        raise Refused(_("这个文件是空的，换一张再试。"), "photo")
    if len(data) > LARGEST:
        raise Refused(_("照片太大，最多 %(most)d MB。") % {"most": LARGEST // 1024 // 1024}, "photo")
    if data[4:8] == b"ftyp" and data[8:12] in _APPLE:
        raise Refused(heic_sentence(), "photo")
    try:
        with Image.open(io.BytesIO(data), formats=KINDS) as opened:
            return _drawn_anew(opened)
    except UnidentifiedImageError as unknown:
        raise Refused(_("这个文件不是照片。选 JPG、PNG 或 WebP 的照片。"), "photo") from unknown
    except _BOMBS as bomb:
        raise Refused(_too_many(), "photo") from bomb
    except _BROKEN as broken:
        raise Refused(_("这张照片打不开，可能没传完整。重拍一张再试。"), "photo") from broken


def heic_sentence() -> str:
    """What to do about the iPhone's own kind of photo, for the page's script too."""
    return _(
        "这张是 HEIC 格式，这里打不开。到 iPhone 的“设置 → 相机 → 格式”里选“兼容性最佳”再拍，"
        "或者把照片截个屏，传截屏。"
    )


def _drawn_anew(opened: Image.Image) -> Picture:
    kind = opened.format or ""
    if opened.width * opened.height > MOST_PIXELS.get(kind, MOST_PIXELS_ELSE):
        raise Refused(_too_many(), "photo")
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.new("RGB", upright.size, "white")  # a fresh picture carries no notes of the camera
    plain.paste(upright.convert("RGBA"), mask=upright.convert("RGBA").getchannel("A"))
    kept = io.BytesIO()
    plain.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return Picture(kept.getvalue(), plain.width, plain.height)


def _too_many() -> str:
    return _("这张照片的尺寸太大，打不开。用手机的普通模式重拍一张。")
