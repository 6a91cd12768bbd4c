"""Who may know which field of the photos. What stands on a page somebody wrote is sensitive.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
"""

FIELDS = {
    "Photo.id": "staff",
    "Photo.taker": "staff",
    "Photo.note_op": "staff",
    "Photo.attachment": "staff",
    "Photo.sealed": "sensitive",
    "Photo.size": "staff",
    "Photo.width": "staff",
    "Photo.height": "staff",
    "Photo.state": "staff",
    "Photo.text": "sensitive",
    "Photo.doubts": "sensitive",
    "Photo.taken_at": "staff",
    "Photo.begun_at": "staff",
    "Photo.dropped_at": "staff",
}
