"""One working call of every command of doors of residents and partners, proofs."""

from datetime import date, timedelta
from typing import Any

from tests.calls import SYSTEM, Call
from tests.calls.matters import opened_case
from tests.cast_builder import Cast
from tests.make import Make
from zhiye.cases import commands as cases
from zhiye.certificates import commands as certificates
from zhiye.certificates.models import Certificate
from zhiye.kernel import clock
from zhiye.kernel.errors import Forbidden
from zhiye.kernel.ids import new_id
from zhiye.open311 import commands as open311
from zhiye.open311.keys import new_key
from zhiye.open311.models import Partner, PartnerRequest
from zhiye.open311.tests.make import handed_in, partner_at
from zhiye.portal import commands as portal
from zhiye.portal.models import DoorCode, Receipt, Report

_PROOF: dict[str, Any] = {"purpose": "到法院立案", "unit": "区人民法院", "evidence": "看过身份证原件"}


def _proof(cast: Cast, make: Make, state: str = "waiting") -> dict[str, Certificate]:
    """A proof for Wang, written by the worker, brought to ``state`` by the secretary."""
    asked = {
        "kind": "litigation_member",
        "person": cast.person("wang"),
        "preparer_account": cast.user("shegong"),
    }
    one = certificates.request_certificate(SYSTEM, **asked, **_PROOF, op=new_id())
    if state == "drafting":
        certificates.return_certificate(SYSTEM, certificate=one, reason="补法院通知书", op=new_id())
    elif state == "approved":
        approver = cast.user("shuji")
        certificates.approve_certificate(SYSTEM, certificate=one, approver=approver, op=new_id())
    return {"certificate": one}


def _proof_asked(cast: Cast, make: Make) -> dict[str, Certificate]:
    asked = {"name": "居住情况", "committee": cast.committee, "preparer_account": cast.user("shegong")}
    return {"certificate": certificates.ask_secretary(SYSTEM, op=new_id(), **asked)}


def _door(cast: Cast, make: Make) -> DoorCode:
    return portal.make_code(SYSTEM, place=cast.building("115"), op=new_id())


def _report(cast: Cast, make: Make, text: str = "三楼的灯不亮", **given: Any) -> Report:
    return portal.write_report(SYSTEM, code=_door(cast, make), text=text, op=new_id(), **given)


def _receipt(cast: Cast, make: Make, **given: Any) -> Receipt:
    report = _report(cast, make, phone="15400009999", **given)
    return portal.send_report(SYSTEM, report=report, op=new_id())


def _waits(cast: Cast, make: Make) -> dict[str, Any]:
    return {"reports": [_receipt(cast, make, hasty=True).report]}


def _dropped(cast: Cast, make: Make) -> dict[str, Any]:
    waits = _waits(cast, make)
    portal.drop_reports(SYSTEM, **waits, op=new_id())
    return waits


def _asked(cast: Cast, make: Make) -> dict[str, Any]:
    receipt = _receipt(cast, make)
    cases.move_case(
        SYSTEM, case=receipt.case, state="asking", reason="换了灯", version=receipt.case.version, op=new_id()
    )
    return {"receipt": receipt, "solved": "no", "words": "又坏了"}


def _old_draft(cast: Cast, make: Make) -> dict[str, Any]:
    report = _report(cast, make)
    Report.objects.filter(pk=report.pk).update(written_at=clock.now() - timedelta(days=3))
    return {}


def _platform(cast: Cast, make: Make) -> dict[str, Partner]:
    return {"partner": partner_at(cast.committee)}


def _ended_platform(cast: Cast, make: Make) -> dict[str, Partner]:
    return {"partner": open311.end_partner(SYSTEM, partner=partner_at(cast.committee), op=new_id())}


def _partner_request(cast: Cast, make: Make) -> PartnerRequest:
    return handed_in(partner_at(cast.committee), caller={"last_name": "章", "phone": "15400009999"})


CALLS: dict[str, Call] = {
    "portal.make_code": Call(lambda cast, make: {"place": cast.building("115")}),
    "portal.make_codes": Call(lambda cast, make: {"tops": [cast.committee]}),
    "portal.end_code": Call(lambda cast, make: {"code": _door(cast, make)}),
    "portal.note_poster": Call(
        lambda cast, make: {"code": _door(cast, make), "take_down_on": date(2027, 5, 1)}
    ),
    "portal.write_counter": Call(
        lambda cast, make: {"committee": cast.committee, "telephone": "021-55551234", "hours": "工作日"}
    ),
    "portal.write_report": Call(
        lambda cast, make: {"code": _door(cast, make), "text": "三楼的灯不亮"}, able="resident"
    ),
    "portal.send_report": Call(lambda cast, make: {"report": _report(cast, make)}, able="resident"),
    "portal.answer": Call(_asked, able="resident"),
    "portal.make_receipt": Call(lambda cast, make: {"case": opened_case(cast, make), "words": "房屋和设施"}),
    "portal.take_reports": Call(_waits),
    "portal.drop_reports": Call(_waits),
    "portal.put_back": Call(_dropped),
    "portal.look": Call(lambda cast, make: {"report": _receipt(cast, make).report, "reason": "打电话回话"}),
    "portal.forget": Call(_old_draft, "administrator", stranger_is_told=Forbidden),
    "open311.make_partner": Call(
        lambda cast, make: {"name": "随申办", "place": cast.committee, "key": new_key()}, "secretary"
    ),
    "open311.renew_key": Call(lambda cast, make: _platform(cast, make) | {"key": new_key()}, "secretary"),
    "open311.choose_services": Call(
        lambda cast, make: _platform(cast, make) | {"services": ["repair"]}, "secretary"
    ),
    "open311.end_partner": Call(_platform, "secretary"),
    "open311.resume_partner": Call(_ended_platform, "secretary"),
    "open311.hand_in": Call(
        lambda cast, make: (
            _platform(cast, make) | {"code": "repair.lights", "address": "115号楼", "text": "灯不亮"}
        ),
        able="partner",
    ),
    "open311.look": Call(
        lambda cast, make: {"request": _partner_request(cast, make), "reason": "打电话回话"}
    ),
    "certificates.request": Call(
        lambda cast, make: _PROOF | {"kind": "litigation_member", "person": cast.person("wang")}
    ),
    "certificates.rewrite": Call(lambda cast, make: _proof(cast, make, "drafting") | _PROOF),
    "certificates.ask": Call(lambda cast, make: {"name": "居住情况", "committee": cast.committee}),
    "certificates.refuse": Call(lambda cast, make: {"code": "death", "committee": cast.committee}),
    "certificates.drop": Call(_proof),
    "certificates.allow": Call(
        lambda cast, make: _proof_asked(cast, make) | {"basis": "街道2026年清单第3项"}, "secretary", "worker"
    ),
    "certificates.decline": Call(
        lambda cast, make: _proof(cast, make) | {"go": "去派出所"}, "secretary", "worker"
    ),
    "certificates.return": Call(
        lambda cast, make: _proof(cast, make) | {"reason": "补法院通知书"}, "secretary", "worker"
    ),
    "certificates.approve": Call(_proof, "secretary", "worker"),
    "certificates.seal": Call(lambda cast, make: _proof(cast, make, "approved") | {"copies": 2}),
    "certificates.void": Call(
        lambda cast, make: _proof(cast, make, "approved") | {"reason": "名字写错"}, "secretary", "worker"
    ),
    "certificates.replace": Call(
        lambda cast, make: _proof(cast, make, "approved") | {"reason": "名字写错"}, "secretary", "worker"
    ),
    "certificates.export_note": Call(
        lambda cast, make: {"committee": cast.committee, "year": 2026, "count": 3, "purpose": "街道查用印"},
        "director",
        "worker",
    ),
}
