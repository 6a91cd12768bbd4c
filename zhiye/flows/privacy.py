"""Who may know which field of the story of merges.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
"""

FIELDS = {
    "Merge.id": "staff",
    "Merge.kept": "staff",
    "Merge.gone": "staff",
    "Merge.at": "staff",
    "Merge.by_name": "staff",
    "Merge.moved": "staff",
    "Merge.ended": "staff",
    "Merge.filled": "sensitive",
    "Merge.undone_at": "staff",
}
