"""What is no form is turned away with a sentence that says what to do."""

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from zhiye.filling.documents import old_excel, read_form
from zhiye.filling.tests.documents import forms_of_offices as forms
from zhiye.kernel.errors import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def package(**parts):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def stream(name):
    return OLE + b"\0" * 600 + name.encode("utf-16-le") + b"\0\0"


def nothing_to_fill():
    book = Workbook()
    book.active["A1"] = "关于做好走访工作的通知"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def damaged():
    data = bytearray(forms.month_in_figures())
    data[60:90] = b"\0" * 30
    return bytes(data)


BOMB = package(**{"xl__workbook.xml": b"<a/>", "xl__worksheets__sheet1.xml": b"0" * 60_000_000})
ENTITIES = package(**{"word__document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"})
CASES = {
    "empty": (b"", "空的"),
    "blank": (b"\0\0\n", "空的"),
    "pdf": (b"%PDF-1.7", "PDF"),
    "picture": (b"\x89PNG\r\n", "图片"),
    "text": ("姓名,电话".encode(), "不是Word或Excel"),
    "locked": (stream("EncryptedPackage"), "密码"),
    "old word": (stream("WordDocument"), "另存为.docx"),
    "macros": (package(**{"xl__workbook.xml": "<a/>", "xl__vbaProject.bin": "x"}), "宏"),
    "archive": (package(**{"照片.jpg": "x"}), "压缩包"),
    "bomb": (BOMB, "大得不正常"),
    "entities": (ENTITIES, "不完整"),
    "cut off": (forms.month_in_figures()[:2000], "不完整"),
    "damaged": (damaged(), "不完整"),
    "no XML": (package(**{"word__document.xml": "<a>"}), "不完整"),
    "not a document": (package(**{"word__document.xml": "<a/>"}), "不完整"),
    "nothing to fill in": (nothing_to_fill(), "没有找到要填的地方"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_filled_is_refused_with_a_sentence(name):
    data, word = CASES[name]
    with pytest.raises(Refused, match=word):
        read_form(data, name)


def test_a_sheet_larger_than_any_form_is_refused():
    def far(xml):
        return xml.replace('<c r="A1"', '<c r="A1048576"', 1)

    with pytest.raises(Refused, match="行列太多"):
        read_form(forms.with_parts(forms.month_in_figures(), {"xl/worksheets/sheet1.xml": far}), "")


def test_a_sheet_that_leaves_out_where_its_cells_stand_is_read_all_the_same():
    def bare(xml):
        return re.sub(r'<(row|c) r="[A-Z]*[0-9]+"', r"<\1", xml)

    form = read_form(forms.month_in_figures(), "")
    told = read_form(forms.with_parts(forms.month_in_figures(), {"xl/worksheets/sheet1.xml": bare}), "")
    assert told.slots[:3] == form.slots[:3]


def test_an_old_sheet_is_refused_where_nothing_can_convert_it(monkeypatch):
    monkeypatch.setattr(old_excel.shutil, "which", lambda _name: None)
    with pytest.raises(Refused, match="另存为 .xlsx 再拿来"):
        read_form(stream("Workbook"), "花名册.xls")
