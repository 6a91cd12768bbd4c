"""One working call of every command, for the tests that hold for all of them. A new one gets a line in ``calls/``."""

from tests.calls import (
    Call,
    activities,
    doors,
    filling,
    hotline,
    matters,
    notes,
    overview,
    registers,
    reports,
)

CALLS: dict[str, Call] = registers.CALLS | notes.CALLS | matters.CALLS | doors.CALLS
CALLS |= overview.CALLS | reports.CALLS | activities.CALLS | filling.CALLS
CALLS |= {name: Call(given, inner=name in hotline.INNER) for name, given in hotline.CALLS.items()}
