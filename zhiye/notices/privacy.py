"""Who may know which field of the notices.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
A notice is shown to the colleague it was for and to nobody else.
"""

FIELDS = {
    "Channel.id": "staff",
    "Channel.user": "staff",
    "Channel.committee": "staff",
    "Channel.kind": "staff",
    "Channel.sealed": "sensitive",
    "Channel.tail": "staff",
    "Channel.digest": "staff",
    "Channel.added_at": "staff",
    "Channel.ended_at": "staff",
    "Channel.answer": "staff",
    "Channel.answered_at": "staff",
    "Notice.id": "staff",
    "Notice.key": "sensitive",
    "Notice.to": "sensitive",
    "Notice.kind": "sensitive",
    "Notice.place": "sensitive",
    "Notice.url": "sensitive",
    "Notice.count": "sensitive",
    "Notice.at": "sensitive",
    "Notice.not_before": "sensitive",
    "Notice.state": "sensitive",
    "Notice.attempts": "sensitive",
    "Notice.next_try": "sensitive",
    "Notice.answer": "sensitive",
}
