"""What goes into a filling, as it is kept sealed: rows with their cells, what was typed, what changed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from zhiye.filling.differences import Changed, Differences, Line
from zhiye.filling.documents.form import Value
from zhiye.filling.models import Filling
from zhiye.filling.sealed import contents_row
from zhiye.kernel import sealing

Cells = dict[str, Value]
FORM = "form"  # stands for the form itself among the keys of rows, for what is typed once


@dataclass(slots=True)
class Written:
    """One row or sheet: its cells by the keys of blanks, and those of the list within a sheet."""

    key: str
    name: str
    where: str
    cells: Cells
    members: list[Cells] = field(default_factory=list)


@dataclass(slots=True)
class Contents:
    """``form`` are cells that stand once; ``typed`` what people typed, by row and blank."""

    sheet: bool
    table: str  # the key of the list that is written, "" for none
    form: Cells
    rows: list[Written]
    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    differences: Differences | None = None
    labels: dict[str, str] = field(default_factory=dict)  # of the blanks, for the sheet of differences
    gone: dict[str, str] = field(default_factory=dict)  # names of rows that went, by their keys
    covered: dict[str, str] = field(default_factory=dict)  # blanks that hold covered values, with their kinds

    def lines(self) -> dict[str, Line]:
        """The rows as texts, for a comparison."""
        return {row.key: Line(row.name, row.where, _texts(row)) for row in self.rows}


def shown(value: Value) -> str:
    """A value as people read it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "、".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _texts(row: Written) -> dict[str, str]:
    told = {key: shown(value) for key, value in row.cells.items()}
    for key in {key for member in row.members for key in member}:
        told[key] = "／".join(shown(member[key]) if key in member else "" for member in row.members)
    return told


def seal(contents: Contents, filling_id: object) -> bytes:
    """Sealed for its filling."""
    told = {
        "sheet": contents.sheet,
        "table": contents.table,
        "form": _packed(contents.form),
        "rows": [
            [row.key, row.name, row.where, _packed(row.cells), [_packed(member) for member in row.members]]
            for row in contents.rows
        ],
        "typed": contents.typed,
        "differences": asdict(contents.differences) if contents.differences else None,
        "labels": contents.labels,
        "gone": contents.gone,
        "covered": contents.covered,
    }
    return sealing.seal_bytes(json.dumps(told, ensure_ascii=False).encode(), contents_row(filling_id))


def unseal(filling: Filling) -> Contents | None:
    """What was written; None when it is no longer kept."""
    raw = bytes(filling.sealed)
    if not raw:
        return None
    told = json.loads(sealing.unseal_bytes(raw, contents_row(filling.pk)))
    rows = [
        Written(key, name, where, _unpacked(cells), [_unpacked(member) for member in members])
        for key, name, where, cells, members in told["rows"]
    ]
    differences = _differences(told["differences"]) if told["differences"] else None
    return Contents(
        told["sheet"],
        told["table"],
        _unpacked(told["form"]),
        rows,
        told["typed"],
        differences,
        told["labels"],
        told["gone"],
        told["covered"],
    )


def _differences(told: Mapping[str, Any]) -> Differences:
    changed = tuple(Changed(**one) for one in told["changed"])
    return Differences(tuple(told["came"]), tuple(told["went"]), changed)


def _packed(cells: Cells) -> dict[str, Any]:
    return {key: _pack(value) for key, value in cells.items()}


def _pack(value: Value) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return list(value) if isinstance(value, tuple) else value


def _unpacked(cells: Mapping[str, Any]) -> Cells:
    return {key: _unpack(value) for key, value in cells.items()}


def _unpack(value: Any) -> Value:
    if isinstance(value, dict):
        return date.fromisoformat(value["day"])
    return tuple(value) if isinstance(value, list) else value
