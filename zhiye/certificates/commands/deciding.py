"""What becomes of a proof: the secretary's answer, approval, the seal, withdrawing and replacing, taking lists away."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.certificates.commands.keeping import (
    counted_copies,
    forget_who,
    hold_for,
    lawful_item,
    line,
    note_step,
    preparer,
    take,
)
from zhiye.certificates.models import ISSUABLE, OFF_LIST, Certificate, SealUse
from zhiye.certificates.permissions import VIEW
from zhiye.certificates.workflow import APPROVED, ASKED, DRAFTING, ISSUED, REFUSED, VOID, WAITING
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.places.models import Place

EXPORT, LIST = "people.export", "people.list"


@command("certificates.allow", gettext_lazy("清单上没有的证明，定下可以出"))
def allow_certificate(by: Actor, *, certificate: Certificate, basis: str) -> Certificate:
    """The secretary says that a proof off the lists may be issued, and on what ``basis``. It is written next."""
    hold_for(by, certificate, DRAFTING)
    if certificate.state != ASKED:
        raise Refused(_("这一份现在不等书记定，刷新看看办到哪一步了。"))
    certificate.basis = line(basis, 300, "basis")
    take(by, certificate, DRAFTING, certificate.basis, "certificates.allow")
    return certificate


@command("certificates.decline", gettext_lazy("定下不出证明，告诉了去哪里办"))
def decline_certificate(by: Actor, *, certificate: Certificate, go: str, reason: str = "") -> Certificate:
    """Not issued after all; ``go`` tells the resident where instead. Who asked is forgotten."""
    hold_for(by, certificate, REFUSED)
    certificate.guidance = line(go, 600, "go")
    forget_who(certificate)
    certificate.basis = line(reason, 300, "reason")
    take(by, certificate, REFUSED, certificate.guidance, "certificates.decline")
    return certificate


@command("certificates.return", gettext_lazy("证明退回去补"))
def return_certificate(by: Actor, *, certificate: Certificate, reason: str) -> Certificate:
    """Something is missing or wrong; whoever wrote it writes it again."""
    hold_for(by, certificate, DRAFTING)
    if certificate.state != WAITING:
        raise Refused(_("这一份现在不等批，刷新看看办到哪一步了。"))
    take(by, certificate, DRAFTING, line(reason, 300, "reason"), "certificates.return")
    return certificate


@command("certificates.approve", gettext_lazy("批了一份证明"))
def approve_certificate(
    by: Actor, *, certificate: Certificate, local_basis: str = "", approver: User | None = None
) -> Certificate:
    """The proof gets its number and waits for the seal.

    Raises Refused when whoever wrote it approves it and the rule wants two, or when a proof that the place has to
    check first has no ``local_basis``.
    """
    hold_for(by, certificate, APPROVED)
    who = preparer(by, approver)
    days = 0
    two_people = certificate.listing == OFF_LIST
    if certificate.listing == ISSUABLE and certificate.state == WAITING:
        item = lawful_item(certificate.kind)
        days, two_people = item.valid_days, item.two_people
        own = line(local_basis, 300, "local_basis")
        if item.needs_local_basis and not own:
            raise Refused(
                _("这一种要先同街道核对。写明本地依据，比如哪份通知、问了谁、哪天问的。"), "local_basis"
            )
        certificate.basis = (f"{item.basis}；{own}" if own else item.basis)[:300]
    if two_people and who.pk == certificate.prepared_by_id:
        raise Refused(_("写的和批的要是两个人，请另一位来批。"))
    certificate.approved_by = who
    certificate.valid_until = clock.today() + timedelta(days=days) if days else None
    take(by, certificate, APPROVED, "", "certificates.approve")
    return certificate


@command("certificates.seal", gettext_lazy("在证明上盖了章"))
def seal_certificate(
    by: Actor, *, certificate: Certificate, copies: int = 1, keeper: User | None = None
) -> SealUse:
    """The seal was used on ``copies`` copies; again later when more are wanted. Answers the use."""
    hold_for(by, certificate, ISSUED)
    count, who = counted_copies(copies), preparer(by, keeper)
    take(by, certificate, ISSUED, _("盖章 %(n)d 份") % {"n": count}, "certificates.seal")
    return SealUse.objects.create(certificate=certificate, copies=count, at=clock.now(), by=who)


@command("certificates.void", gettext_lazy("证明作废"))
def void_certificate(by: Actor, *, certificate: Certificate, reason: str) -> Certificate:
    """It was wrong: the number stays, whoever checks it learns that it no longer holds."""
    hold_for(by, certificate, VOID)
    take(by, certificate, VOID, line(reason, 300, "reason"), "certificates.void")
    return certificate


@command("certificates.replace", gettext_lazy("证明作废，另写一份"))
def replace_certificate(by: Actor, *, certificate: Certificate, reason: str) -> Certificate:
    """Withdrawn, and a new one begun with the same words, to be mended and approved. Answers the new one."""
    void_certificate(by, certificate=certificate, reason=reason)
    anew = Certificate.objects.create(
        committee=certificate.committee,
        listing=certificate.listing,
        kind=certificate.kind,
        name=certificate.name,
        state=DRAFTING,
        person=certificate.person,
        purpose=certificate.purpose,
        unit=certificate.unit,
        blanks=certificate.blanks,
        text=certificate.text,
        evidence=certificate.evidence,
        basis=certificate.basis,
        copies=certificate.copies,
        asked_on=clock.today(),
        prepared_by=certificate.prepared_by,
        replaces=certificate,
    )
    note_step(by, anew, line(reason, 300, "reason"))
    told = {"replaces": (None, certificate.number), "state": (None, DRAFTING)}
    log.write(by, "certificates.replace", anew, anew.committee.path, told)
    return anew


@command("certificates.export_note", gettext_lazy("导出证明登记册"))
def note_register_export(by: Actor, *, committee: Place, year: int, count: int, purpose: str) -> int:
    """Leave the trace of the register of a ``year`` going out, with its purpose."""
    by.require(VIEW, committee.path, seen_with=LIST)
    by.require(EXPORT, committee.path, seen_with=LIST)
    if not purpose.strip():
        raise Refused(_("写一下导出做什么用。"), "purpose")
    told = {"year": (None, year), "rows": (None, count)}
    log.write(by, "certificates.export_note", committee, committee.path, told, purpose.strip()[:400])
    return count
