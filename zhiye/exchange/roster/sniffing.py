"""What a file is, told from its first bytes and never from its name."""

import zipfile
from io import BytesIO

from django.utils.translation import gettext as _

from .limits import broken, check_package
from .refusals import UnreadableFile

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh")


def _stream(name: str) -> bytes:
    """The name of a stream as an OLE directory stores it."""
    return name.encode("utf-16-le") + b"\x00\x00"


def sniff(data: bytes) -> str:
    """One of "xlsx", "xlsm", "xlsb", "ods", "xls", "html", "text"; everything else is refused by name."""
    if data.startswith(ZIP):
        return _sniff_package(data)
    if data.startswith(OLE):
        return _sniff_ole(data)
    _refuse_foreign(data)
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<style")):
        return "html"
    if start.startswith(b"<?xml") or start.startswith(b"mime-version:"):
        return _sniff_markup(data)
    return "text"


def _sniff_markup(data: bytes) -> str:
    """An XML head before an HTML page is common; the XML spreadsheet of 2003 and web archives are refused."""
    if b"<html" in data[:4096].lower():
        return "html"
    raise UnreadableFile("old_xml", _("这是老式的网页表格。请在Excel或WPS里打开，另存为xlsx再导入。"))


def _refuse_foreign(data: bytes) -> None:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF"):
        raise UnreadableFile("pdf", _("这是PDF文件，不是表格。请找制表的人要Excel原件。"))
    if data.startswith(PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise UnreadableFile("picture", _("这是一张图片，不是表格。请找制表的人要Excel原件。"))
    if data.startswith(ARCHIVES):
        raise UnreadableFile("archive", _("这是压缩包。请先解压，再把里面的表格拖进来。"))
    if data.startswith(b"{\\rtf"):
        raise _word_document()


def _word_document() -> UnreadableFile:
    return UnreadableFile("word", _("这是Word文档，不是表格。请把里面的表格复制到Excel里，存好再导入。"))


def _sniff_package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            kind = _package_kind(package)
            check_package(package)
            return kind
    except UnreadableFile:
        raise
    except RuntimeError as error:  # zipfile says so when a part is encrypted
        raise locked() from error
    except Exception as error:  # a damaged package shows itself in many ways: zlib, struct, sizes, sums
        raise broken() from error


def _package_kind(package: zipfile.ZipFile) -> str:
    names = set(package.namelist())
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names:
        return "xlsm" if "xl/vbaProject.bin" in names else "xlsx"
    if "content.xml" in names and b"spreadsheet" in package.read("mimetype")[:80]:
        return "ods"
    if any(name.startswith("word/") for name in names):
        raise _word_document()
    if any(name.startswith("ppt/") for name in names):
        raise UnreadableFile("slides", _("这是演示文稿，不是表格。请导入Excel或WPS表格。"))
    raise UnreadableFile("archive", _("这是压缩包。请先解压，再把里面的表格拖进来。"))


def locked() -> UnreadableFile:
    return UnreadableFile("password", _("这个表格有打开密码。请先在Excel里去掉密码，另存后再导入。"))


def _sniff_ole(data: bytes) -> str:
    if _stream("EncryptedPackage") in data:
        raise locked()
    if _stream("Workbook") in data or _stream("Book") in data:
        return "xls"
    if _stream("WordDocument") in data:
        raise _word_document()
    raise UnreadableFile("not_a_table", _("这个文件不是表格。请导入Excel、WPS表格或CSV文件。"))
