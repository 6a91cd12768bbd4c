"""Reports that wait for a colleague's look; looking at a number; forgetting what is not needed any more."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.audit.models import Look
from zhiye.cases.leave import require_row
from zhiye.cases.permissions import EDIT
from zhiye.cases.serving import owner_for
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.portal import gate
from zhiye.portal.commands.codes import account
from zhiye.portal.commands.reporting import open_matter
from zhiye.portal.limits import DRAFT_FOR, DROPPED_FOR
from zhiye.portal.models import DRAFT, DROPPED, SENT, WAITING, Report

SEEN_WITH = "places.view"
REVEAL = "people.reveal_phone"
PHONE = "phone"  # the field of a look


@command("portal.take_reports", gettext_lazy("收下了楼道码交来的"))
def take_reports(by: Actor, *, reports: Iterable[Report]) -> int:
    """这几件是真的: each becomes a matter. Those that somebody else has looked at meanwhile stay as they are."""
    waiting = _held(by, reports, WAITING)
    for report in waiting:
        owner = account(by) or owner_for(report.place)
        if owner is None:
            raise Refused(_("这里还没有能接的同事，先给一位同事加上职责。"))
        _looked(by, report)
        open_matter(by, report, owner_for(report.place) or owner)
    _tell(by, "portal.take_reports", waiting, WAITING, SENT)
    return len(waiting)


@command("portal.drop_reports", gettext_lazy("看了楼道码交来的，都不是"))
def drop_reports(by: Actor, *, reports: Iterable[Report]) -> int:
    """都不是: no matters. They can be put back while they are remembered."""
    waiting = _held(by, reports, WAITING)
    for report in waiting:
        _looked(by, report)
        report.state = DROPPED
        report.save(update_fields=["state"])
    _tell(by, "portal.drop_reports", waiting, WAITING, DROPPED)
    return len(waiting)


@command("portal.put_back", gettext_lazy("把楼道码交来的放回去再看"))
def put_back(by: Actor, *, reports: Iterable[Report]) -> int:
    """都不是 was a slip of the hand: they wait again."""
    dropped = _held(by, reports, DROPPED)
    for report in dropped:
        report.state, report.looked_at, report.looked_by = WAITING, None, None
        report.save(update_fields=["state", "looked_at", "looked_by"])
    _tell(by, "portal.put_back", dropped, DROPPED, WAITING)
    return len(dropped)


@command("portal.look", gettext_lazy("看了居民留的电话"))
def look_at(by: Actor, *, report: Report, reason: str) -> Look:
    """Ask to see the number that was left; read it with ``queries.opened``."""
    case = report.case
    if case is not None:
        mine = (case.opened_by_id, case.owner_id)
        require_row(by, REVEAL, ring=case.ring, path=case.path, writers=mine)
    by.require(REVEAL, report.path, seen_with=SEEN_WITH)
    if not reason.strip():
        raise Refused(_("写一下为什么要看，比如“打电话回话”。"), "reason")
    role = getattr(by, "role_names", str)()
    return log.note_look(by, report, PHONE, report.path, reason.strip()[:400], role[:40])


@command("portal.forget", gettext_lazy("清掉了没交的和不是的"))
def forget(by: Actor) -> int:
    """Drafts nobody handed in, and what a colleague said is nothing: words, number and photo go for good."""
    by.require("machine.run")
    rows = list(stale().values_list("pk", "path"))
    told: list[tuple[UUID, str, log.Changes]] = [(pk, path, {}) for pk, path in rows]
    Report.objects.filter(pk__in=[pk for pk, _path in rows]).update(
        text="", phone=b"", phone_tail="", photo=b""
    )
    gate.clear(clock.now())
    log.write_many(by, "portal.forget", Report._meta.label_lower, told)
    return len(rows)


def stale() -> QuerySet[Report]:
    """What ``forget`` would clear."""
    now = clock.now()
    old = Q(state=DRAFT, written_at__lt=now - DRAFT_FOR) | Q(state=DROPPED, looked_at__lt=now - DROPPED_FOR)
    return Report.objects.filter(old).exclude(text="")


def _held(by: Actor, reports: Iterable[Report], state: str) -> list[Report]:
    """Those of ``reports`` that are in ``state``, held, each with leave asked for. Raises NotFound, Forbidden."""
    asked = list(reports)
    for report in asked:
        by.require(EDIT, report.path, seen_with=SEEN_WITH)
    if not asked:
        by.require(EDIT)
        raise NotFound
    keys = [report.pk for report in asked]
    rows = Report.objects.select_for_update().filter(pk__in=keys, state=state).order_by("pk")
    return list(rows.select_related("place"))


def _looked(by: Actor, report: Report) -> None:
    report.looked_at, report.looked_by = clock.now(), account(by)
    report.save(update_fields=["looked_at", "looked_by"])


def _tell(by: Actor, action: str, reports: list[Report], was: str, state: str) -> None:
    rows: list[tuple[UUID, str, log.Changes]] = [
        (report.pk, report.path, {"state": (was, state)}) for report in reports
    ]
    log.write_many(by, action, Report._meta.label_lower, rows)
