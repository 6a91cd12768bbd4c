"""What the commands of the desk share: leave for one proof, a move by the table, its number, its words."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from zhiye.accounts.actor import UserActor
from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases.leave import committee_at, committee_of_writer, writer_account
from zhiye.certificates.issuable import Blank, Item, item, may_not_be_about
from zhiye.certificates.models import BOOK_ISSUED, BOOK_REFUSED, Certificate, Step
from zhiye.certificates.numbering import new_token, next_number
from zhiye.certificates.permissions import VIEW
from zhiye.certificates.workflow import APPROVED, MOVES, REFUSED, WORDS, check_move
from zhiye.guidance.proofs import barred_named
from zhiye.journal.texts import clean
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.places.models import Place

MOST_COPIES = 20
LIST = "people.list"


def hold_for(by: Actor, certificate: Certificate, to: str) -> str:
    """Hold the proof for somebody who may bring it to ``to``; answers where it stands.

    Raises NotFound elsewhere, Forbidden without the permission of that move.
    """
    path = certificate.committee.path
    needed = next((moves[to] for moves in MOVES.values() if to in moves), VIEW)
    needed = MOVES[certificate.state].get(to, needed)
    by.require(needed, path, seen_with=LIST)
    hold(certificate)
    by.require(MOVES[certificate.state].get(to, needed), path, seen_with=LIST)
    return certificate.state


def take(by: Actor, certificate: Certificate, to: str, words: str, action: str, field: str = "") -> None:
    """The held proof goes to ``to``: step, number and trail. The caller saves nothing more than it has set.

    ``words`` is the sentence of the step. Raises Refused outside the table.
    """
    was = certificate.state
    check_move(was, to, words)
    certificate.state = to
    if to == APPROVED:
        give_number(certificate, BOOK_ISSUED)
    if to == REFUSED:
        give_number(certificate, BOOK_REFUSED)
    certificate.save()
    note_step(by, certificate, words)
    told: dict[str, tuple[Any, Any]] = {"state": (was, to)}
    if certificate.number and to in (APPROVED, REFUSED):
        told["number"] = (None, certificate.number)
    log.write(by, action, certificate, certificate.committee.path, told)


def give_number(certificate: Certificate, book: str) -> None:
    """Its number in the book of today's year; with what is issued goes the token for checking it."""
    certificate.numbered_on = clock.today()
    certificate.book = book
    certificate.number = next_number(certificate.committee, book, clock.today().year)
    certificate.token = new_token() if book == BOOK_ISSUED else ""


def forget_who(certificate: Certificate) -> None:
    """Nothing came of it: who asked, and what was written of them, is not kept."""
    certificate.person = None
    certificate.text = certificate.purpose = certificate.evidence = ""
    certificate.blanks = {}


def note_step(by: Actor, certificate: Certificate, words: str = "") -> None:
    """One line of the proof's own story."""
    user = by.user if isinstance(by, UserActor) else None
    Step.objects.create(
        certificate=certificate, state=certificate.state, words=words[:300], at=clock.now(), by=user
    )


def line(text: str, most: int, field: str) -> str:
    """``text`` on one line. Raises Refused when it is longer than ``most`` characters."""
    kept = " ".join(clean(text, field).split())
    if len(kept) > most:
        raise Refused(_("写短一点，最多 %(most)d 个字。") % {"most": most}, field)
    return kept


def lawful_item(code: str) -> Item:
    """The kind of proof, if it may be issued here today. Raises Refused."""
    found = item(code, clock.today())
    if found is None:
        raise Refused(_("这一种现在不在可以出的清单上，先问书记。"), "kind")
    return found


def check_words(**fields: str) -> None:
    """No proof that a committee does not issue is named in what is typed. Raises Refused."""
    for field, words in fields.items():
        barred = barred_named(words, clock.today(), settings.REGION) if "证明" in words else []
        if barred:
            told = {"name": barred[0].name}
            raise Refused(
                _("这里写到了%(name)s，居委会不出这一种。改一改，或告诉居民该去哪里。") % told, field
            )


def check_own_words(**fields: str) -> None:
    """The same for what has no template: it is about nothing that other offices certify. Raises Refused."""
    check_words(**fields)
    for field, words in fields.items():
        if word := may_not_be_about(words):
            told = {"word": word}
            raise Refused(_("居委会的证明里不写“%(word)s”，这一项由该管的单位出。") % told, field)


def filled(wanted: list[Blank], typed: Mapping[str, Any]) -> dict[str, str]:
    """The blanks as kept (days as 2026-03-08), each of them written. Raises Refused beside the first that is not."""
    given = {}
    for blank in wanted:
        words = line(str(typed.get(blank.code) or ""), 80, blank.code)
        if not words:
            raise Refused(_("写一下%(label)s。") % {"label": blank.label}, blank.code)
        if blank.kind == "day":
            _check_day(words, blank.code)
        elif blank.kind == "number":
            _check_number(words, blank.code)
        given[blank.code] = words
    check_words(**given)
    if given.get("from", "") > given.get("to", "9"):
        raise Refused(_("这一天比开始的那天还早，改一下。"), "to")
    return given


def _check_day(words: str, field: str) -> None:
    try:
        day = date.fromisoformat(words)
    except ValueError as wrong:
        raise Refused(_("没有这一天，改成像 2026-03-08 这样的日期。"), field) from wrong
    if day > clock.today():
        raise Refused(_("这一天还没到，写今天或以前的日子。"), field)


def _check_number(words: str, field: str) -> None:
    if not re.fullmatch(r"\d{1,5}(?:\.\d)?", words, re.ASCII) or float(words) == 0:
        raise Refused(_("这里写数字。"), field)


def counted_copies(copies: int) -> int:
    """How many copies. Raises Refused."""
    if not 1 <= copies <= MOST_COPIES:
        raise Refused(_("份数写 1 到 %(most)d。") % {"most": MOST_COPIES}, "copies")
    return copies


def writers_committee(by: Actor, permission: str, committee: Place | None) -> Place:
    """Where a new row belongs: the committee named, else the writer's. Raises NotFound, Forbidden."""
    if committee:
        by.require(permission, committee.path, seen_with=LIST)
    by.require(permission)
    return committee_at(committee.path) if committee else committee_of_writer(by, permission)


def preparer(by: Actor, named: User | None) -> User:
    """Who wrote it: the actor's own account, else the one named (a program writes)."""
    return writer_account(by, named, "preparer")


def word_of(state: str) -> str:
    """A state in words."""
    return str(WORDS[state])
