"""Who may know which field of the street's year.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
"""

FIELDS = {
    "Question.id": "staff",
    "Question.committee": "staff",
    "Question.figure": "staff",
    "Question.period": "staff",
    "Question.words": "staff",
    "Question.wants_names": "staff",
    "Question.state": "staff",
    "Question.asked_by": "staff",
    "Question.asked_at": "staff",
    "Question.answer": "staff",
    "Question.answered_by": "staff",
    "Question.answered_at": "staff",
    "Story.id": "staff",
    "Story.committee": "staff",
    "Story.year": "staff",
    "Story.heading": "staff",
    "Story.piece": "staff",
    "Story.words": "staff",
    "Story.by": "staff",
    "Story.at": "staff",
    "Story.in_review": "staff",
    "Story.dropped_at": "staff",
}
