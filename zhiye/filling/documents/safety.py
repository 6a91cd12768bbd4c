"""What a file is by its bytes, and how large it may be, before anything is unpacked.

Limits set 2026-11: the largest form met (a street's list of 9,200 elders, 20 columns) has 1.2 MB packed, 22 MB
unpacked; forms with photographs pasted in have some megabytes that hardly pack.
"""

import re
import zipfile
from io import BytesIO
from typing import Literal

from django.utils.translation import gettext as _

from zhiye.kernel.errors import Refused

MAX_BYTES = 20 * 1024 * 1024  # as brought
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PART = 120 * 1024 * 1024
MAX_RATIO = 150  # honest sheets pack 5 to 40 times
RATIO_FLOOR = 5 * 1024 * 1024  # below this size a high ratio harms nobody
MAX_ENTRIES = 3000
MAX_ROWS, MAX_COLUMNS = 100_000, 400
MAX_CELLS = 2_000_000
CHUNK = 1024 * 1024

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY")

FileKind = Literal["xlsx", "docx", "xls"]


def kind_of_file(data: bytes) -> FileKind:
    """ "xlsx", "docx" or "xls"; everything else is refused with a sentence that says what to do."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Refused(_("这个文件是空的。请换一份有内容的表。"))
    if len(data) > MAX_BYTES:
        raise Refused(_("这个文件太大（超过20MB）。请删掉里面的大图片，或分成几个文件再拿来。"))
    if data.startswith(ZIP):
        return _kind_of_package(data)
    if data.startswith(OLE):
        return _kind_of_ole(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF"):
        raise Refused(_("这是PDF，填不进去。请找发表的人要Word或Excel原件。"))
    if data.startswith(PICTURES):
        raise Refused(_("这是一张图片，填不进去。请找发表的人要Word或Excel原件。"))
    raise Refused(_("这个文件不是Word或Excel表。请拿.xlsx或.docx的表来。"))


def broken() -> Refused:
    """The refusal for a file that does not open."""
    return Refused(_("这个文件不完整，打不开。请在电脑上打开后另存一份再拿来。"))


def too_many_cells() -> Refused:
    """The refusal for a sheet larger than any form."""
    return Refused(_("这张表的行列太多了。请删掉右边和下面多余的行列再拿来。"))


def _kind_of_ole(data: bytes) -> FileKind:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") + b"\x00\x00" in data

    if holds("EncryptedPackage"):
        raise Refused(_("这张表有打开密码。请先去掉密码，另存后再拿来。"))
    if holds("Workbook") or holds("Book"):
        return "xls"
    if holds("WordDocument"):
        raise Refused(_("这是老格式的.doc，请在Word里另存为.docx再拿来。"))
    raise Refused(_("这个文件不是Word或Excel表。请拿.xlsx或.docx的表来。"))


def _kind_of_package(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            kind = _kind_by_parts(set(package.namelist()))
            _check_sizes(package)
            _check_parts(package)
            return kind
    except Refused:
        raise
    except RuntimeError as error:  # zipfile says so when a part is encrypted
        raise Refused(_("这张表有打开密码。请先去掉密码，另存后再拿来。")) from error
    except Exception as error:  # a damaged package shows itself in many ways: zlib, struct, sizes, sums
        raise broken() from error


def _kind_by_parts(names: set[str]) -> FileKind:
    if "xl/vbaProject.bin" in names or "word/vbaProject.bin" in names:
        raise Refused(_("这张表里有宏。请另存为不带宏的.xlsx或.docx再拿来。"))
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith(("xl/", "ppt/", "content.xml")) for name in names):
        raise Refused(_("这种格式填不进去。请另存为.xlsx或.docx再拿来。"))
    raise Refused(_("这是压缩包。请先解压，再把里面的表拿来。"))


def _check_sizes(package: zipfile.ZipFile) -> None:
    """Refuse a zip bomb by its directory."""
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    bomb = unpacked > RATIO_FLOOR and unpacked > MAX_RATIO * max(packed, 1)
    largest = max((entry.file_size for entry in entries), default=0)
    if bomb or len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or largest > MAX_PART:
        raise Refused(_("这个文件解开后大得不正常，没有读。请另存为新的表再拿来。"))


def _check_parts(package: zipfile.ZipFile) -> None:
    """Unpack every part once: its sum shows a damaged file, its first letters an XML that would grow in memory."""
    for entry in package.infolist():
        with package.open(entry) as part:
            if entry.filename.endswith((".xml", ".rels", ".vml")) and _DOCTYPE.search(part.read(4096)):
                raise broken()
            while part.read(CHUNK):
                pass
