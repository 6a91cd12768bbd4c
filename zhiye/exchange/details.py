"""The row-by-row account of an import, sealed beside the original, and the rows left out as a workbook."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

from zhiye.exchange import originals
from zhiye.exchange.changes import tell_changes
from zhiye.exchange.reading import DOUBTS, Read, account, row_of
from zhiye.exchange.roster.account import RosterReading
from zhiye.exchange.roster.findings import Finding
from zhiye.exchange.roster.write import rejected_workbook
from zhiye.kernel import sealing
from zhiye.people.enrol import CHANGED, DOUBTFUL, NEW, SAME
from zhiye.people.roster_words import door_of

_ACCOUNT, _LEFT_OUT = "account.sealed", "left-out.sealed"


def keep_details(run_id: UUID, read: Read) -> None:
    """Write the account and the workbook of the rows that will not be imported."""
    told = account(read) | {"people_rows": people_rows(read)}
    raw = json.dumps(told, ensure_ascii=False, default=str).encode()
    _keep(run_id, _ACCOUNT, raw)
    _keep(run_id, _LEFT_OUT, rejected_workbook(with_doubtful_rows(read)))


def details(run_id: UUID) -> dict[str, Any]:
    """The account as kept; empty when the file has not been read yet."""
    raw = _kept(run_id, _ACCOUNT)
    return dict(json.loads(raw)) if raw else {}


def left_out(run_id: UUID) -> bytes:
    """The workbook (xlsx) of rejected and doubtful rows with a reason beside each; empty when there are none."""
    return _kept(run_id, _LEFT_OUT)


def people_rows(read: Read) -> dict[str, list[dict[str, Any]]]:
    """What each row about a person comes to, by kind of decision, in the order of the file."""
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in (NEW, SAME, CHANGED, DOUBTFUL)}
    for decision in read.plan.decisions:
        sheet, row = row_of(read, decision.record.key)
        home = decision.record.home
        found[decision.action].append(
            {
                "sheet": sheet,
                "row": row,
                "name": decision.record.name,
                "door": door_of(home) if home else "",
                "sentence": str(DOUBTS[decision.why]) if decision.why else tell_changes(decision.changes),
            }
        )
    return found


def with_doubtful_rows(read: Read) -> RosterReading:
    """The reading with the doubtful rows among the rejected ones: they come back to the worker together."""
    sheets = {
        sheet.name: replace(sheet, rejected_rows=list(sheet.rejected_rows)) for sheet in read.reading.sheets
    }
    findings = list(read.reading.findings)
    for decision in read.plan.of(DOUBTFUL):
        sheet, number = row_of(read, decision.record.key)
        row = next((row for n, row in sheets[sheet].rows if n == number), None)
        if row is not None and (number, row) not in sheets[sheet].rejected_rows:
            sheets[sheet].rejected_rows.append((number, row))
            sentence = str(DOUBTS[decision.why])
            findings.append(Finding("rejected", sheet, number, "", decision.why, sentence))
    for account_ in sheets.values():
        account_.rejected_rows.sort(key=lambda numbered: numbered[0])
    return replace(read.reading, sheets=list(sheets.values()), findings=findings)


def _keep(run_id: UUID, name: str, plain: bytes) -> None:
    sealed = sealing.seal_bytes(plain, f"exchange.importrun.{name}:{run_id}")
    originals.write_whole(originals.folder(run_id) / name, sealed)


def _kept(run_id: UUID, name: str) -> bytes:
    path = originals.folder(run_id) / name
    return (
        sealing.unseal_bytes(path.read_bytes(), f"exchange.importrun.{name}:{run_id}")
        if path.exists()
        else b""
    )
