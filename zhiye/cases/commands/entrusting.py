"""街道交办: the street opens a matter for a committee, which has it in hand from then on."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.cases.commands.opening import open_case
from zhiye.cases.models import Case
from zhiye.cases.permissions import STREET
from zhiye.cases.serving import who_takes
from zhiye.kernel.actor import Actor, OnBehalf
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound
from zhiye.places import kinds
from zhiye.places.models import Place


@command("cases.entrust", gettext_lazy("街道交办了一件事"))
def entrust_case(
    by: Actor,
    *,
    committee: Place,
    title: str,
    code: str = "other",
    nature: str = "report",
    due_at: datetime | None = None,
) -> Case:
    """A matter for ``committee`` from the street, in the hands of whoever takes new ones there.

    The street may do no more than this in the committee: the matter is opened in its name. Raises what ``open_case``
    raises; Refused when nobody there takes matters.
    """
    by.require(STREET, committee.path, seen_with="places.view")
    if committee.kind != kinds.COMMITTEE:
        raise NotFound
    case: Case = open_case(
        OnBehalf(by, committee.path),
        title=title,
        code=code,
        place=committee,
        owner=who_takes(committee),
        source="street",
        nature=nature,
        due_at=due_at,
    )
    log.write(by, "cases.entrust", case, case.path, {"title": (None, case.title)})
    return case
