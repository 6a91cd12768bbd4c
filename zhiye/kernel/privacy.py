"""Who may know which field of answered gestures.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
"""

FIELDS = {
    "Operation.id": "staff",
    "Operation.command": "staff",
    "Operation.actor": "staff",
    "Operation.at": "staff",
    "Operation.answer": "sensitive",
}
