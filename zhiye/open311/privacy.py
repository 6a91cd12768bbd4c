"""Who may know which field. What was handed in is sensitive; whom it came from is sealed.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
"""

FIELDS = {
    "Partner.id": "staff",
    "Partner.name": "staff",
    "Partner.place": "staff",
    "Partner.services": "staff",
    "Partner.key_hash": "sensitive",
    "Partner.keyed_at": "staff",
    "Partner.made_at": "staff",
    "Partner.made_by": "staff",
    "Partner.used_on": "staff",
    "Partner.ended_at": "staff",
    "PartnerRequest.id": "staff",
    "PartnerRequest.partner": "staff",
    "PartnerRequest.case": "staff",
    "PartnerRequest.token": "sensitive",
    "PartnerRequest.code": "staff",
    "PartnerRequest.text": "sensitive",
    "PartnerRequest.address": "sensitive",
    "PartnerRequest.caller": "sensitive",
    "PartnerRequest.digest": "sensitive",
    "PartnerRequest.asked_at": "staff",
}
