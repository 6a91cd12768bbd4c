"""How far a matter is, as its partner may know it: open or closed, one sentence, two moments.

Of a matter for 仅我和书记 a partner learns that it is open, whatever becomes of it, and nothing else.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from zhiye.cases.models import Case
from zhiye.cases.public import public_line
from zhiye.cases.workflow import OPEN, is_open

STILL_OPEN, ENDED = "open", "closed"


@dataclass(frozen=True, slots=True)
class Standing:
    """``said``: whether anything beyond ``status`` may be told at all."""

    status: str
    notes: str = ""
    expected_at: datetime | None = None
    said: bool = True


def standing_of(case: Case) -> Standing:
    """Of a matter with the one it was joined to (``into``) at hand."""
    if case.ring != "team":
        return Standing(STILL_OPEN, said=False)
    if case.withdrawn_at is not None:
        return Standing(ENDED, _("这件没有记成一件事。觉得不对，打电话给居委会。"))
    return Standing(STILL_OPEN if is_open(case.state) else ENDED, public_line(case), case.due_at)


def in_standing(status: str) -> Q:
    """The same as a condition on what a partner handed in."""
    shut = Q(case__ring="team") & (Q(case__withdrawn_at__isnull=False) | ~Q(case__state__in=OPEN))
    return shut if status == ENDED else ~shut
