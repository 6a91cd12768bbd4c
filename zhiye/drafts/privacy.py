"""Who may know which field of drafts.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
"""

FIELDS = {
    "Draft.id": "staff",
    "Draft.entry": "staff",
    "Draft.wording": "staff",
    "Draft.kind": "staff",
    "Draft.quote": "sensitive",
    "Draft.start": "staff",
    "Draft.end": "staff",
    "Draft.key": "sensitive",
    "Draft.proposal": "sensitive",
    "Draft.person": "staff",
    "Draft.place": "staff",
    "Draft.record": "staff",
    "Draft.reason": "staff",
    "Draft.confidence": "staff",
    "Draft.sensitive": "staff",
    "Draft.state": "staff",
    "Draft.by_hand": "staff",
    "Draft.answered_by": "staff",
    "Draft.answered_at": "staff",
    "Draft.changed": "sensitive",
    "Draft.op": "staff",
    "Draft.expires_on": "staff",
}
