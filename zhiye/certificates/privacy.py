"""Who may know which field of the proof desk.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
Of what was refused or dropped no person is kept. No number of a paper and no copy is kept anywhere.
"""

FIELDS = {
    "Numbering.id": "staff",
    "Numbering.committee": "staff",
    "Numbering.year": "staff",
    "Numbering.book": "staff",
    "Numbering.last": "staff",
    "Certificate.id": "staff",
    "Certificate.committee": "public",  # on the page that checks a paper, like those below
    "Certificate.book": "staff",
    "Certificate.number": "public",
    "Certificate.listing": "staff",
    "Certificate.kind": "staff",
    "Certificate.name": "public",
    "Certificate.state": "public",
    "Certificate.person": "sensitive",
    "Certificate.purpose": "sensitive",
    "Certificate.unit": "staff",
    "Certificate.blanks": "sensitive",
    "Certificate.text": "sensitive",
    "Certificate.evidence": "sensitive",
    "Certificate.basis": "staff",
    "Certificate.guidance": "staff",
    "Certificate.copies": "staff",
    "Certificate.asked_on": "staff",
    "Certificate.prepared_by": "staff",
    "Certificate.approved_by": "staff",
    "Certificate.numbered_on": "public",
    "Certificate.valid_until": "public",
    "Certificate.token": "staff",
    "Certificate.replaces": "staff",
    "Step.id": "staff",
    "Step.certificate": "staff",
    "Step.state": "staff",
    "Step.words": "sensitive",
    "Step.at": "staff",
    "Step.by": "staff",
    "SealUse.id": "staff",
    "SealUse.certificate": "staff",
    "SealUse.copies": "staff",
    "SealUse.at": "staff",
    "SealUse.by": "staff",
}
