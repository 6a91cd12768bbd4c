"""What partners are told: one request, the receipt of one, the discovery document. Plain values, in the order of the
specification; ``formats`` writes them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiye.cases.public import public_words
from zhiye.open311.description import CHANGED, SPECIFICATION
from zhiye.open311.formats import TYPES
from zhiye.open311.models import PartnerRequest
from zhiye.open311.services import name_of
from zhiye.open311.standing import standing_of


def request_answer(row: PartnerRequest, updated_at: datetime | None) -> dict[str, Any]:
    """One of the partner's own: what it sent itself, and how far the matter is. ``updated_at``: of its last step."""
    standing = standing_of(row.case)
    said = standing.said
    return {
        "service_request_id": row.token,
        "status": standing.status,
        "status_notes": standing.notes or None,
        "service_name": name_of(row.code),
        "service_code": row.code,
        "description": (row.text or None) if said else None,
        "agency_responsible": row.case.committee.name,
        "service_notice": None,
        "requested_datetime": moment(row.asked_at),
        "updated_datetime": moment((updated_at if said else None) or row.asked_at),
        "expected_datetime": moment(standing.expected_at),
        "address": row.address if said else None,
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }


def receipt_answer(row: PartnerRequest, left_out: bool) -> dict[str, Any]:
    """What is answered to somebody who has just handed something in."""
    notice = public_words(row.case) if row.case.ring == "team" else ""
    if left_out:
        notice += _("照片没有收，请让反映的人在楼道码页面或居委会交。")
    return {"service_request_id": row.token, "service_notice": notice or None, "account_id": None}


def discovery(endpoint: str, about: str) -> dict[str, Any]:
    """The discovery document: ``endpoint`` is the address of the API, ``about`` that of the page for partners."""
    contact = settings.OPEN311_CONTACT or _("居民区的书记，或者街道的系统管理员。")
    return {
        "changeset": CHANGED,
        "contact": contact,
        "key_service": _("向居民区的书记或系统管理员要一把钥匙。说明见 %(about)s") % {"about": about},
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": endpoint,
                "changeset": CHANGED,
                "type": "test" if settings.DEBUG else "production",
                "formats": [TYPES[suffix].partition(";")[0] for suffix in ("xml", "json")],
            }
        ],
    }


def errors(status: int, sentence: str) -> list[dict[str, Any]]:
    """A list of one: code and description."""
    return [{"code": status, "description": sentence}]


def moment(at: datetime | None) -> str | None:
    """With the offset of the street: 2026-11-22T08:15:30+08:00."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None
