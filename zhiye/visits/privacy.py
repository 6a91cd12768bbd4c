"""Who may know which field of contacts.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
"""

FIELDS = {
    "Contact.id": "staff",
    "Contact.path": "staff",
    "Contact.kind": "staff",
    "Contact.outcome": "sensitive",
    "Contact.on": "staff",
    "Contact.place": "sensitive",
    "Contact.note": "sensitive",
    "Contact.ring": "staff",
    "Contact.by": "staff",
    "Contact.case": "staff",
    "Contact.settled": "staff",
    "Contact.undone_at": "staff",
    "Met.id": "staff",
    "Met.contact": "staff",
    "Met.person": "sensitive",
    "Met.path": "staff",
    "Met.on": "staff",
    "Met.visited": "sensitive",
}
