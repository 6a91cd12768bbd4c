"""A proof is asked for: written and sent for approval, put to the secretary first, or refused with where to go."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases.leave import committee_at
from zhiye.certificates.commands.keeping import (
    check_own_words,
    check_words,
    counted_copies,
    filled,
    forget_who,
    give_number,
    hold_for,
    lawful_item,
    line,
    note_step,
    preparer,
    take,
    writers_committee,
)
from zhiye.certificates.models import BARRED, BOOK_REFUSED, ISSUABLE, OFF_LIST, Certificate
from zhiye.certificates.permissions import WRITE
from zhiye.certificates.wording import to_ask, written
from zhiye.certificates.workflow import ASKED, DROPPED, REFUSED, WAITING
from zhiye.guidance.proofs import barred_named, barred_proofs
from zhiye.journal.texts import clean
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.people.models import Person
from zhiye.places.models import Place

LONGEST = 800  # characters of a text: what one page holds above its seal


@command("certificates.request", gettext_lazy("写了一份证明，等批"))
def request_certificate(
    by: Actor,
    *,
    kind: str,
    person: Person,
    purpose: str,
    unit: str,
    evidence: str,
    blanks: Mapping[str, Any] | None = None,
    copies: int = 1,
    preparer_account: User | None = None,
) -> Certificate:
    """A proof of the list for ``person``; its text is made of the register and ``blanks``. It waits for approval.

    Raises Refused: not on the list, nothing seen, a blank left, words that no proof may hold.
    """
    by.require(WRITE, person.path, seen_with="people.list")
    _may_have_one(person)
    item = lawful_item(kind)
    committee = committee_at(person.path)
    certificate = Certificate(
        committee=committee,
        listing=ISSUABLE,
        kind=item.code,
        name=item.name[:60],
        state=WAITING,
        person=person,
        basis=item.basis[:300],
        asked_on=clock.today(),
        prepared_by=preparer(by, preparer_account),
    )
    _put_words(certificate, purpose, unit, evidence, copies)
    certificate.blanks = filled(to_ask(item, person, committee), blanks or {})
    certificate.text = written(item, person, committee, certificate.blanks, certificate.unit)
    certificate.save()
    note_step(by, certificate)
    _trace(by, "certificates.request", certificate)
    return certificate


@command("certificates.rewrite", gettext_lazy("改好证明，再等批"))
def rewrite_certificate(
    by: Actor,
    *,
    certificate: Certificate,
    purpose: str,
    unit: str,
    evidence: str,
    person: Person | None = None,
    blanks: Mapping[str, Any] | None = None,
    text: str = "",
    copies: int = 1,
) -> Certificate:
    """What came back, or what the secretary agreed to, is written and waits for approval.

    A proof of the list gets its text from ``blanks``; one off the lists has ``text`` of its own.
    """
    hold_for(by, certificate, WAITING)
    whom = person or certificate.person
    if whom is None:
        raise Refused(_("先找到是给谁的。"), "person")
    by.require(WRITE, whom.path, seen_with="people.list")
    _may_have_one(whom)
    if committee_at(whom.path) != certificate.committee:
        raise Refused(_("这一位不是本居民区的，换一位。"), "person")
    certificate.person = whom
    if isinstance(by, UserActor):
        certificate.prepared_by = by.user  # whoever wrote it last does not approve it
    _put_words(certificate, purpose, unit, evidence, copies)
    if certificate.listing == ISSUABLE:
        item = lawful_item(certificate.kind)
        certificate.blanks = filled(to_ask(item, whom, certificate.committee), blanks or {})
        certificate.text = written(item, whom, certificate.committee, certificate.blanks, certificate.unit)
    else:
        certificate.text = _own_text(text)
    take(by, certificate, WAITING, "", "certificates.rewrite")
    return certificate


@command("certificates.ask", gettext_lazy("清单上没有的证明，先问书记"))
def ask_secretary(
    by: Actor,
    *,
    name: str,
    unit: str = "",
    committee: Place | None = None,
    preparer_account: User | None = None,
) -> Certificate:
    """A proof on neither list: the secretary decides. Nobody's name is kept while it is only a question."""
    at = writers_committee(by, WRITE, committee)
    words, wanted_by = line(name, 60, "name"), line(unit, 80, "unit")
    if not words:
        raise Refused(_("写一下要证明什么，比如“居住证明”。"), "name")
    if barred := barred_named(words, clock.today(), settings.REGION):
        told = {"name": barred[0].name}
        raise Refused(_("这是%(name)s，居委会不出，也不用问书记。打印去哪里办的条子给居民。") % told, "name")
    check_own_words(name=words)
    asked = Certificate.objects.create(
        committee=at,
        listing=OFF_LIST,
        name=words,
        state=ASKED,
        unit=wanted_by,
        asked_on=clock.today(),
        prepared_by=preparer(by, preparer_account),
    )
    note_step(by, asked)
    _trace(by, "certificates.ask", asked)
    return asked


@command("certificates.refuse", gettext_lazy("没有出证明，告诉了去哪里办"))
def refuse_with_guidance(
    by: Actor,
    *,
    code: str,
    unit: str = "",
    committee: Place | None = None,
    preparer_account: User | None = None,
) -> Certificate:
    """One of the proofs that a committee does not issue: the register keeps what was asked for and where it sent to,
    not who asked. Raises Refused for a code that is not on the list."""
    at = writers_committee(by, WRITE, committee)
    known = {one.code: one for one in barred_proofs(clock.today(), settings.REGION)}
    barred = known.get(code)
    if barred is None:
        raise Refused(_("从列出的几项里选一个。"), "code")
    refused = Certificate(
        committee=at,
        listing=BARRED,
        kind=code,
        name=barred.name,
        state=REFUSED,
        unit=line(unit, 80, "unit"),
        basis=barred.source[:300],
        guidance=f"{barred.go}\n{barred.bring}\n{barred.law}"[:600],
        asked_on=clock.today(),
        prepared_by=preparer(by, preparer_account),
    )
    give_number(refused, BOOK_REFUSED)
    refused.save()
    note_step(by, refused)
    _trace(by, "certificates.refuse", refused)
    return refused


@command("certificates.drop", gettext_lazy("证明不办了"))
def drop_certificate(by: Actor, *, certificate: Certificate) -> Certificate:
    """Not wanted any more, before it was approved: who asked for it is forgotten."""
    hold_for(by, certificate, DROPPED)
    forget_who(certificate)
    take(by, certificate, DROPPED, "", "certificates.drop")
    return certificate


def _put_words(certificate: Certificate, purpose: str, unit: str, evidence: str, copies: int) -> None:
    certificate.purpose, certificate.unit = line(purpose, 120, "purpose"), line(unit, 80, "unit")
    certificate.evidence = line(evidence, 300, "evidence")
    certificate.copies = counted_copies(copies)
    if not certificate.purpose:
        raise Refused(_("写一下做什么用。"), "purpose")
    if not certificate.unit:
        raise Refused(_("写一下交给哪个单位。"), "unit")
    if not certificate.evidence:
        raise Refused(_("写一下看了什么才知道是这样。只看，不复印。"), "evidence")
    check_words(purpose=certificate.purpose)


def _own_text(text: str) -> str:
    words = clean(text, "text").strip()
    if not words:
        raise Refused(_("写一下证明的正文。"), "text")
    if len(words) > LONGEST:
        raise Refused(_("写短一点，最多 %(most)d 个字。") % {"most": LONGEST}, "text")
    check_own_words(text=words)
    return words


def _may_have_one(person: Person) -> None:
    if not person.is_current:
        raise Refused(
            _("这一位已经搬走、离世或并到另一份资料，不能再出证明。换一位，或者打开留下的那份资料。"),
            "person",
        )


def _trace(by: Actor, action: str, certificate: Certificate) -> None:
    told = {"kind": (None, certificate.kind or certificate.name), "state": (None, certificate.state)}
    if certificate.number:
        told["number"] = (None, certificate.number)
    log.write(by, action, certificate, certificate.committee.path, told)
