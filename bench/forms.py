"""A household sheet (.docx) filled a thousand times: as one file with a page each, and as a zip."""

import sys
import time
from io import BytesIO
from typing import Any

from bench.lines import line

LIMIT = 30  # s: what somebody waits for a page at most
LABELS = ("户主", "门牌", "联系电话", "人数", "老人", "孩子", "租住", "走访日期", "要帮什么", "工作单位")


def main(count: int) -> None:
    """Both ways, ``count`` sheets each."""
    import django

    django.setup()
    from zhiye.filling.documents.docx_filling import Filling
    from zhiye.filling.documents.filling import fill_as_one, fill_as_zip
    from zhiye.filling.documents.reading import read_form

    form = read_form(_sheet(), "一户一表.docx")
    assert len(form.slots) == len(LABELS), [slot.label for slot in form.slots]
    fillings = [Filling({slot.key: f"第{n}户" for slot in form.slots}) for n in range(count)]
    _measure(count, "one file, a page each", lambda: fill_as_one(form, fillings))
    named = [(f"第{n}户", filling) for n, filling in enumerate(fillings)]
    _measure(count, "a zip of files", lambda: fill_as_zip(form, named))


def _sheet() -> bytes:
    """Two columns of labels, each with a blank cell beside it."""
    import docx

    document: Any = docx.Document()
    document.add_heading("一户一表", 1)
    table = document.add_table(rows=len(LABELS) // 2, cols=4, style="Table Grid")
    for number, label in enumerate(LABELS):
        table.cell(number // 2, number % 2 * 2).text = label
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _measure(count: int, what: str, call: Any) -> None:
    began = time.perf_counter()
    filled = call()
    line(count, f"household sheets filled: {what}", time.perf_counter() - began, "s", LIMIT)
    assert filled.data
    assert not filled.notes, filled.notes


if __name__ == "__main__":
    main(int(sys.argv[1]))
