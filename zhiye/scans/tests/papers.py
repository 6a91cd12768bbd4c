"""Photos for the tests, drawn with a font of the test machine. Nobody's handwriting."""

import io
import subprocess
from functools import cache

from PIL import Image, ImageDraw, ImageFont

LINES = ["2026年11月20日", "上午去看115号402室的王奶奶。", "她说膝盖疼，想学画。"]
LINES_TYPED = "\n".join(LINES)


@cache
def _font_file() -> str:
    """A Chinese font (scripts/setup-dev installs one)."""
    asked = ["fc-match", "-f", "%{file}", "Noto Serif CJK SC:lang=zh-cn"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout


@cache
def page(kind: str = "JPEG", lines: tuple[str, ...] = tuple(LINES), **more: object) -> bytes:
    """A page with some lines on it."""
    drawn = Image.new("RGB", (900, 140 + 90 * len(lines)), (244, 240, 230))
    brush, font = ImageDraw.Draw(drawn), ImageFont.truetype(_font_file(), 44)
    for number, line in enumerate(lines):
        brush.text((60, 60 + 90 * number), line, font=font, fill=(30, 30, 70))
    return saved(drawn, kind, **more)


def with_place() -> bytes:
    """A photo that tells where and with what it was taken, and that it lies on its side."""
    notes = Image.Exif()
    notes[0x010F], notes[0x0112] = "Camera of Qingtong", 6
    notes.get_ifd(0x8825).update({1: "N", 2: (31.0, 13.0, 0.0), 3: "E", 4: (121.0, 28.0, 0.0)})
    return saved(Image.new("RGB", (60, 40), "red"), "JPEG", exif=notes, comment=b"at home")


def wall() -> bytes:
    """A photo without a letter."""
    return saved(Image.linear_gradient("L").resize((600, 500)).convert("RGB"), "JPEG")


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    """The bytes of the file."""
    file = io.BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()
