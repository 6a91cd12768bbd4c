"""Any form, filled."""

import zipfile
from collections.abc import Collection, Iterable, Mapping
from io import BytesIO

from zhiye.kernel.errors import HouseFault

from .answers import Rows, Values
from .docx_filling import Filling, fill_copies, fill_docx
from .form import Filled, Form
from .xlsx_filling import fill_xlsx


def fill(
    form: Form,
    values: Values | None = None,
    tables: Mapping[str, Rows] | None = None,
    over: Collection[str] = (),
) -> Filled:
    """The form with ``values`` by slot key and ``tables`` by table key, rows as {column key: value}.

    Rows go below those a list came with; the lists named in ``over`` lose theirs first (last month's form that came
    back). Places without a value stay blank. Serial columns are numbered, computed ones left to the form's formula.
    What could not be written as given is told in ``Filled.notes``; nothing is cut off in silence.
    """
    if form.kind == "docx":
        return fill_docx(form, values or {}, tables or {}, over)
    return fill_xlsx(form, values or {}, tables or {}, over)


def fill_as_one(form: Form, fillings: Iterable[Filling]) -> Filled:
    """One Word file with a copy of the form for each filling, each on a new page. For .docx only."""
    if form.kind != "docx":
        raise HouseFault("copies in one file are made of .docx only; use fill_as_zip")
    return fill_copies(form, fillings)


def fill_as_zip(form: Form, named: Iterable[tuple[str, Filling]]) -> Filled:
    """A zip with one filled file for each filling, named as given; equal names get a number."""
    target = BytesIO()
    told: list[str] = []
    used: dict[str, int] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:  # office files are packed already
        for name, filling in named:
            filled = fill(form, filling.values, filling.tables, filling.over)
            told += [f"{name}：{note}" for note in filled.notes]
            used[name] = used.get(name, 0) + 1
            numbered = name if used[name] == 1 else f"{name}（{used[name]}）"
            package.writestr(f"{_file_name(numbered)}.{form.kind}", filled.data)
    return Filled(target.getvalue(), tuple(dict.fromkeys(told)))


def _file_name(name: str) -> str:
    """A name without what no file system takes."""
    return (
        "".join("_" if letter in '/\\:*?"<>|' or letter < " " else letter for letter in name).strip(" .")
        or "_"
    )
