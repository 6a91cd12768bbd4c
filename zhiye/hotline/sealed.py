"""Who called, and the ticket as it came: one sealed value a row, tied to its row."""

import json
from typing import Any
from uuid import UUID

from zhiye.kernel import sealing


def seal_row(model: str, id_: UUID) -> str:
    """The text that is authenticated with a value: copied to another row it does not open."""
    return f"hotline.{model}.sealed:{id_}"


def row_of(thing: Any) -> str:
    """The same for a ticket or a thanks in hand."""
    return seal_row(thing._meta.model_name, thing.pk)


def put(thing: Any, caller: str, phone: str, raw: dict[str, Any]) -> None:
    """Seal what must not stand open in the table; nothing at all where nothing is known."""
    told = {name: value for name, value in (("caller", caller), ("phone", phone), ("raw", raw)) if value}
    thing.sealed = sealing.seal(json.dumps(told, ensure_ascii=False), row_of(thing)) if told else b""


def plain(thing: Any, name: str) -> str:
    """``caller`` or ``phone`` again; "" where there is none."""
    return str(_opened(thing).get(name, ""))


def raw_of(thing: Any) -> dict[str, Any]:
    """What came, as it came: {"text": …} of a pasted ticket, {"cells": […]} of a row."""
    return dict(_opened(thing).get("raw", {}))


def _opened(thing: Any) -> dict[str, Any]:
    text = sealing.unseal(thing.sealed, row_of(thing))
    return dict(json.loads(text)) if text else {}
