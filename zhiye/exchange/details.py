"""The row-by-row account of an import, sealed beside the original, and the rejected rows as a workbook."""

import json
from typing import Any
from uuid import UUID

from zhiye.exchange import originals
from zhiye.exchange.reading import DOUBTFUL, DOUBTS, Read, account, row_of
from zhiye.kernel import sealing

_FILE = "account.sealed"


def keep_details(run_id: UUID, read: Read) -> None:
    """Write the account and the rows that will not be imported."""
    told = account(read)
    told["turned_away"] = turned_away(read)
    raw = json.dumps(told, ensure_ascii=False, default=str).encode()
    originals.write_whole(originals.folder(run_id) / _FILE, sealing.seal_bytes(raw, _row(run_id)))


def details(run_id: UUID) -> dict[str, Any]:
    """The account as kept; empty when the file has not been read yet."""
    path = originals.folder(run_id) / _FILE
    if not path.exists():
        return {}
    return dict(json.loads(sealing.unseal_bytes(path.read_bytes(), _row(run_id))))


def turned_away(read: Read) -> list[dict[str, Any]]:
    """Per sheet: its heads and every row left out, each with its number and the reason, in row order."""
    reasons: dict[tuple[str, int], list[str]] = {}
    for finding in read.reading.findings:
        if finding.level == "rejected":
            reasons.setdefault((finding.sheet, finding.row), []).append(str(finding.sentence))
    for decision in read.plan.of(DOUBTFUL):
        reasons.setdefault(row_of(read, decision.record.key), []).append(str(DOUBTS[decision.why]))
    found = []
    for sheet in read.reading.sheets:
        rows = [
            {"row": number, "cells": [_cell(value) for value in cells], "reason": " ".join(reasons[key])}
            for number, cells in sheet.data
            if (key := (sheet.name, number)) in reasons
        ]
        if rows:
            found.append({"sheet": sheet.name, "heads": list(sheet.columns), "rows": rows})
    return found


def _cell(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _row(run_id: UUID) -> str:
    return f"exchange.importrun.account:{run_id}"
