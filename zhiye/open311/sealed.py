"""What a caller said of themselves (names, telephone, e-mail), sealed for its row, and covered for a page."""

import json
from uuid import UUID

from zhiye.kernel import sealing
from zhiye.open311.models import PartnerRequest

PERSONAL = ("last_name", "first_name", "phone", "email")


def caller_row(request_id: UUID) -> str:
    """The text that is authenticated with it."""
    return f"open311.request.caller:{request_id}"


def put(request: PartnerRequest, caller: dict[str, str]) -> None:
    """Seal ``caller`` into ``request``; saves nothing."""
    told = {name: caller[name] for name in PERSONAL if caller.get(name)}
    request.caller = sealing.seal(
        json.dumps(told, ensure_ascii=False) if told else "", caller_row(request.pk)
    )


def caller_of(request: PartnerRequest) -> dict[str, str]:
    """The same in the clear; empty where nothing was said. Raises SealBroken."""
    text = sealing.unseal(request.caller, caller_row(request.pk))
    return dict(json.loads(text)) if text else {}


def called(caller: dict[str, str]) -> str:
    """The name as it is written here, family name first: 章晓云; with a blank where it is not Chinese."""
    last, first = caller.get("last_name", ""), caller.get("first_name", "")
    return f"{last} {first}".strip() if (last + first).isascii() else last + first


def covered(caller: dict[str, str]) -> tuple[str, str]:
    """(章**, 154****1234) of a caller, "" for what was not said."""
    name, reach = called(caller), caller.get("phone") or caller.get("email") or ""
    masked = f"{reach[:3]}****{reach[-4:]}" if len(reach) >= 11 else f"****{reach[-2:]}" if reach else ""
    return f"{name[0]}**" if name else "", masked
