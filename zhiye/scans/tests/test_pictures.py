"""What is kept of a photo, and what is refused."""

import io
import struct
import zlib

import pytest
from PIL import Image

from zhiye.kernel.errors import Refused
from zhiye.scans.pictures import LARGEST, LONGEST_SIDE, cleaned
from zhiye.scans.tests import papers


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_place_device_and_remarks_of_the_camera_are_gone():
    raw = papers.with_place()
    assert b"Camera of Qingtong" in raw
    kept = cleaned(raw)
    assert not opened(kept.data).getexif()
    assert set(opened(kept.data).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for trace in (b"Exif", b"Qingtong", b"at home"):
        assert trace not in kept.data


def test_a_photo_on_its_side_stands_upright():
    kept = cleaned(papers.with_place())
    assert (kept.width, kept.height) == (40, 60) == opened(kept.data).size


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_usual_kinds_become_jpeg(kind):
    assert opened(cleaned(papers.page(kind)).data).format == "JPEG"


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "LA", "CMYK", "I;16"])
def test_every_kind_of_colour_is_kept_as_plain_colour(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert opened(cleaned(papers.saved(Image.new(mode, (30, 20)), kind)).data).mode == "RGB"


def test_a_large_photo_becomes_small():
    kept = cleaned(papers.saved(Image.new("RGB", (6000, 3000), "grey"), "JPEG"))
    assert (kept.width, kept.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"", "空的"),
        (b"PK\x03\x04 a table", "不是照片"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是照片"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "不是照片"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1", "HEIC"),
        (b"\xff" * (LARGEST + 1), "太大"),
    ],
)
def test_what_is_no_photo_is_refused_with_what_to_do(data, sentence):
    with pytest.raises(Refused, match=sentence):
        cleaned(data)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_photo_is_refused(kind, share):
    whole = papers.page(kind)
    with pytest.raises(Refused, match=r"打不开|不是照片"):
        cleaned(whole[: int(len(whole) * share)])


def test_a_bomb_is_not_unpacked():
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    with pytest.raises(Refused, match="尺寸太大"):
        cleaned(bomb)
