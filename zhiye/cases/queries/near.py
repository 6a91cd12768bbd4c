"""Colleagues and other matters around one: to whom something of it may be given, what somebody looks for by number."""

from django.db.models import Q

from zhiye.accounts.models import User
from zhiye.accounts.queries import colleagues_at
from zhiye.cases.alike import building_path
from zhiye.cases.leave import committee_at, committees_of
from zhiye.cases.models import Case
from zhiye.cases.permissions import EDIT
from zhiye.cases.queries.seen import cases_seen
from zhiye.cases.workflow import OPEN
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import within

FEW = 10


def colleagues_around(actor: Actor, path: str) -> list[User]:
    """Colleagues of the committee of ``path`` ("": the actor's own), by name, without the actor."""
    own = committees_of(actor, EDIT)[:1]
    here = [committee_at(path)] if path else own
    mine = getattr(actor, "user", None)
    return [user for committee in here for user in colleagues_at(actor, EDIT, committee) if user != mine]


def cases_found(actor: Actor, case: Case, text: str) -> list[Case]:
    """Other matters of the same committee by their number, or the end of it, or words of their title; open ones
    and new ones first."""
    told = text.replace("\0", "")  # PostgreSQL keeps no NUL
    words = Q(number__endswith=told) | Q(title__icontains=told)
    rows = Case.objects.filter(cases_seen(actor), words, committee=case.committee_id).exclude(pk=case.pk)
    return list(rows.select_related("place", "owner").order_by("closed_on", "-opened_on", "-id")[:FEW])


def cases_beside(actor: Actor, case: Case) -> list[Case]:
    """Other open matters of its building, the newest first: where the same is said in other words, it stands here."""
    building = building_path(case.place.path) if case.place else ""
    if not building:
        return []
    here = within("place__path", [building])
    rows = Case.objects.filter(cases_seen(actor), here, state__in=OPEN, committee=case.committee_id)
    return list(rows.exclude(pk=case.pk).select_related("place", "owner").order_by("-opened_on", "-id")[:FEW])
