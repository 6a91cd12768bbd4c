"""A language model reads a note too, when the machine's keeper has named one. Off by default; never needed."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from zhiye.second_reader.addresses import Unreachable
from zhiye.second_reader.asking import Limits, Server, Unusable, ask
from zhiye.second_reader.covering import cover
from zhiye.second_reader.proposals import merged, parse
from zhiye.second_reader.questions import LIMITS, LONGEST_TEXT, REST_SECONDS, codes, messages

OFF, READ, SILENT = "off", "read", "silent"


@dataclass(frozen=True, slots=True)
class SecondReading:
    """Findings, with the model's among them if it answered. ``state``: off, read, or silent (asked, no use)."""

    findings: Mapping[str, Any]
    state: str


# Until when a server that failed is left alone, by its address (monotonic seconds, this process only).
_resting: dict[str, float] = {}


def server() -> Server | None:
    """The model server of the settings, or None."""
    if not settings.MODEL_URL:
        return None
    return Server(settings.MODEL_URL, settings.MODEL_NAME, settings.MODEL_KEY, settings.MODEL_ANYWHERE)


def is_on() -> bool:
    """Whether a model is asked about notes here."""
    return server() is not None


def sentence() -> str:
    """What the writing page says about it; "" while it is off."""
    named = server()
    if named is None:
        return ""
    where = _("不在本机和内网") if named.anywhere else _("在本机或内网")
    return _(
        "整理时也请模型 %(name)s 看一遍（%(where)s）。姓名、住处、号码先遮住再送；它只出草稿，对不对由您定。"
    ) % {
        "name": named.name,
        "where": where,
    }


def read_too(
    text: str,
    findings: Mapping[str, Any],
    names: Iterable[str] = (),
    named: Server | None = None,
    limits: Limits = LIMITS,
) -> SecondReading:
    """The reader's ``findings`` of ``text``, and what a model adds to them. Never raises, never takes over 8 seconds.

    Ask outside a transaction. ``names`` of the register are covered too; ``named`` instead of the settings' server.
    """
    model = named or server()
    if model is None or not text.strip():
        return SecondReading(findings, OFF)
    if _resting.get(model.url, 0.0) > time.monotonic():
        return SecondReading(findings, SILENT)
    covered = cover(text[:LONGEST_TEXT], names)
    try:
        told = parse(ask(model, messages(covered.sent), limits))
    except (Unreachable, Unusable):
        _resting[model.url] = time.monotonic() + REST_SECONDS
        return SecondReading(findings, SILENT)
    if not told:
        return SecondReading(findings, SILENT)
    return SecondReading(merged(findings, told, covered, codes()), READ)
