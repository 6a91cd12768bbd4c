"""Who may know which field of timers and chores.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
"""

FIELDS = {
    "Timer.id": "staff",
    "Timer.kind": "staff",
    "Timer.subject": "staff",
    "Timer.step": "staff",
    "Timer.due": "staff",
    "Timer.path": "staff",
    "Timer.state": "staff",
    "Timer.fired_at": "staff",
    "Timer.next_try": "staff",
    "Timer.attempts": "staff",
    "Timer.last_error": "staff",
    "ChoreRun.name": "staff",
    "ChoreRun.next_at": "staff",
    "ChoreRun.began_at": "staff",
    "ChoreRun.done_at": "staff",
    "ChoreRun.answer": "staff",
    "ChoreRun.attempts": "staff",
    "ChoreRun.last_error": "staff",
}
