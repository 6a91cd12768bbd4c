"""Proofs for the tests of this room, made as people make them."""

from typing import Any

from zhiye.certificates import commands
from zhiye.certificates.models import Certificate
from zhiye.kernel.ids import new_id

TOLD: dict[str, Any] = {"purpose": "到法院立案", "unit": "区人民法院", "evidence": "看过身份证原件"}


def request(by: Any, person: Any, kind: str = "litigation_member", **given: Any) -> Certificate:
    """A proof of the list for ``person``, waiting."""
    return commands.request_certificate(by, kind=kind, person=person, op=new_id(), **(TOLD | given))


def approved(by: Any, approver: Any, person: Any, **given: Any) -> Certificate:
    """The same, approved by ``approver``."""
    one = request(by, person, **given)
    return commands.approve_certificate(approver, certificate=one, op=new_id())


def asked(by: Any, name: str = "居住情况") -> Certificate:
    """A question to the secretary."""
    return commands.ask_secretary(by, name=name, unit="某小学", op=new_id())


def refused(by: Any, code: str = "death") -> Certificate:
    """A proof that is not issued."""
    return commands.refuse_with_guidance(by, code=code, op=new_id())
