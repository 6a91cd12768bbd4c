"""Any form, read."""

from dataclasses import replace

from django.utils.translation import gettext as _

from zhiye.kernel.errors import Refused

from .docx_reading import read_docx
from .form import Form
from .old_excel import as_xlsx
from .safety import broken, kind_of_file
from .xlsx_reading import read_xlsx


def read_form(data: bytes, name: str) -> Form:
    """The form in this file; ``name`` is only kept, what it is is told from its bytes.

    An old .xls is made .xlsx first (``Form.data``). Raises Refused with a sentence for everything that is no form:
    empty, locked, damaged, with macros, too large, a PDF or a picture, or nothing in it to fill in.
    """
    kind = kind_of_file(data)
    if kind == "xls":
        data = as_xlsx(data)
        if kind_of_file(data) != "xlsx":
            raise broken()
    form = _read(data, name, "docx" if kind == "docx" else "xlsx")
    if not form.slots and not form.tables:
        raise Refused(_("这张表里没有找到要填的地方。请看看是不是拿错了文件。"))
    return replace(form, notes=(*form.notes, _("已从老格式的.xls转成.xlsx。"))) if kind == "xls" else form


def _read(data: bytes, name: str, kind: str) -> Form:
    try:
        return read_docx(data, name) if kind == "docx" else read_xlsx(data, name)
    except (KeyError, ValueError, IndexError, RecursionError) as error:  # parts that contradict each other
        raise broken() from error
