"""Findings written by hand, in the shape of docs/reading.md: these stories do not hang on how well notes are read."""

from datetime import date
from typing import Any

from django.db import transaction

from zhiye.drafts.linking import link
from zhiye.drafts.making import make
from zhiye.drafts.renewing import renew
from zhiye.journal.commands import write_entry
from zhiye.journal.models import Entry
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id

DAY = date(2026, 11, 20)


def found(text: str, **told: list[dict[str, Any]]) -> dict[str, Any]:
    """Findings of ``text``; spans are those of the words (the first place where they stand)."""
    kinds = ("people", "kinship", "addresses", "dates", "matters", "contacts", "commitments")
    findings: dict[str, Any] = {
        kind: [_item(text, kind, one) for one in told.get(kind, [])] for kind in kinds
    }
    return findings | {"money": [], "organisations": []}


def _item(text: str, kind: str, told: dict[str, Any]) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "people": {"age": None, "sex": None, "role": "resident", "traits": [], "address": None},
        "addresses": {"estate": None, "building": None, "unit": None, "room": None},
        "commitments": {"due": None},
    }.get(kind, {})
    words = told.get("name") or told.get("person") or told["text"]
    start = text.index(words)
    return usual | {"span": [start, start + len(words)], "confidence": 0.8} | told


VISIT = "到115-402看望王桂珍阿婆，84岁。她说想有人聊聊天。楼道灯坏了，王经理答应周五前修好。我们说好下周三再去看她。"
VISIT_FOUND = found(
    VISIT,
    people=[
        {"name": "王桂珍阿婆", "age": 84, "sex": "女", "traits": ["慢性病"], "address": "115-402"},
        {"name": "王经理", "role": "worker"},
    ],
    addresses=[{"text": "115-402", "building": "115", "room": "402"}],
    matters=[{"text": "楼道灯坏了", "code": "repair"}],
    contacts=[{"text": "到115-402看望王桂珍阿婆", "kind": "visit"}],
    commitments=[
        {"text": "王经理答应周五前修好", "due": "2026-11-20"},
        {"text": "我们说好下周三再去看她", "due": "2026-11-25"},
    ],
)
NEWCOMER = "到115-102看了新搬来的欧阳文秀，62岁，独居，她家厨房漏水。"
NEWCOMER_FOUND = found(
    NEWCOMER,
    people=[{"name": "欧阳文秀", "age": 62, "sex": "女", "traits": ["独居"], "address": "115-102"}],
    addresses=[{"text": "115-102", "building": "115", "room": "102"}],
    matters=[{"text": "她家厨房漏水", "code": "repair"}],
    contacts=[{"text": "到115-102看了新搬来的欧阳文秀", "kind": "visit"}],
)


def drafted(by: Actor, text: str, findings: dict[str, Any], **how: Any) -> Entry:
    """A note of ``by`` with the drafts that follow from ``findings``."""
    entry: Entry = write_entry(by, text=text, written_on=DAY, op=new_id(), **how)
    redraft(by, entry, findings)
    return entry


def redraft(by: Actor, entry: Entry, findings: dict[str, Any]) -> None:
    """The same note read anew."""
    with transaction.atomic():  # in the house it runs inside a command
        renew(entry, make(entry.text, DAY, findings, link(by, findings, entry)), date(2026, 12, 20))
