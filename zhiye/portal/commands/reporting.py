"""A resident says something before a door: written down, looked at once more, handed in."""

import re
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.accounts.models import User
from zhiye.audit import log
from zhiye.cases import commands as cases
from zhiye.cases.leave import committee_at
from zhiye.cases.models import Case
from zhiye.cases.serving import owner_for
from zhiye.journal.rings import committee_path
from zhiye.journal.texts import clean
from zhiye.kernel import clock, sealing
from zhiye.kernel.actor import Actor, OnBehalf
from zhiye.kernel.command import command
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.ids import new_id
from zhiye.kernel.paths import within
from zhiye.people.phone import read_phones
from zhiye.portal.commands.receipts import new_receipt
from zhiye.portal.gate import count_up
from zhiye.portal.limits import REPORTS, SAME_FOR
from zhiye.portal.models import DRAFT, DROPPED, SENT, WAITING, DoorCode, Receipt, Report
from zhiye.portal.permissions import REPORT
from zhiye.portal.sealed import phone_row, photo_row

SEEN_WITH = "places.view"
SHORTEST, LONGEST, TITLE = 2, 200, 120  # characters
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@command("portal.write_report", gettext_lazy("在楼道码写了一件事"))
def write_report(
    by: Actor,
    *,
    code: DoorCode,
    text: str,
    phone: str = "",
    photo: bytes | None = None,
    report: Report | None = None,
    sender: str = "",
    hasty: bool = False,
    robot: bool = False,
) -> Report:
    """What is read through once more before it is handed in; with ``report`` it is changed.

    ``photo`` is a cleaned picture: None leaves the one that is there, b"" takes it away. ``sender`` is the
    fingerprint of an address; ``hasty`` and ``robot`` tell how the form was filled in. Raises Refused: nothing
    said, no number, a door or an address that says too much.
    """
    by.require(REPORT, code.path, seen_with=SEEN_WITH)
    if code.ended_at is not None:
        raise NotFound
    said, number = _without_number(_said(text), _number(phone))
    if report is None:
        _room_at(code, sender)
        report = Report(id=new_id(), code=code, place_id=code.place_id, path=code.path)
        report.written_at = clock.now()
    else:
        hold(report)
        if report.state != DRAFT or report.code_id != code.pk:
            raise NotFound
    report.text = said
    report.doubt = "robot" if robot else report.doubt or ("quick" if hasty else "")
    report.phone, report.phone_tail = sealing.seal(number, phone_row(report.pk)), number[-4:]
    if photo is not None:
        _room_for_photo(code, photo)
        report.photo = sealing.seal_bytes(photo, photo_row(report.pk)) if photo else b""
    report.save()
    log.write(by, "portal.write_report", report, report.path)
    return report


@command("portal.send_report", gettext_lazy("从楼道码交来一件事"))
def send_report(by: Actor, *, report: Report, sender: str = "") -> Receipt:
    """It is handed in: a matter opens at once, unless something says that a colleague should look first.

    Handed in again it answers the same receipt. Who handed it in is told nothing of a doubt.
    """
    by.require(REPORT, report.path, seen_with=SEEN_WITH)
    hold(report)
    if report.state != DRAFT:
        first = Receipt.objects.get(report=report)
        log.write(by, "portal.send_report", report, report.path)
        return first
    owner = owner_for(report.place)
    report.doubt = _doubt(report, sender) or ("" if owner else "nobody")
    report.sent_at = clock.now()
    if report.doubt or owner is None:
        report.state = WAITING
        report.save(update_fields=["doubt", "sent_at", "state"])
    else:
        open_matter(OnBehalf(by, committee_path(report.path)), report, owner)
    receipt = new_receipt(by, committee_at(report.path), report.path, report=report, case=report.case)
    log.write(by, "portal.send_report", report, report.path, {"state": (DRAFT, report.state)})
    return receipt


def open_matter(by: Actor, report: Report, owner: User) -> Case:
    """The report becomes a matter in the hands of ``owner``."""
    title = " ".join(report.text.split())
    case: Case = cases.open_case(
        by,
        title=title if len(title) <= TITLE else title[: TITLE - 2] + "……",
        code="other",
        place=report.place,
        owner=owner,
        source="door",
        nature="report",
    )
    report.case, report.state = case, SENT
    report.save(update_fields=["case", "state", "doubt", "sent_at"])
    Receipt.objects.filter(report=report).update(case=case)
    return case


def _said(text: str) -> str:
    said = clean(text, "text")
    if len(said) < SHORTEST:
        raise Refused(_("写一句是什么事，比如“三楼的灯不亮”。"), "text")
    if len(said) > LONGEST:
        told = {"most": LONGEST, "over": len(said) - LONGEST}
        raise Refused(_("写短一点，最多 %(most)d 个字，多了 %(over)d 个。细的见面再说。") % told, "text")
    return said


def _number(phone: str) -> str:
    if not phone.strip():
        return ""
    found = read_phones(phone)
    if len(found) != 1 or found[0].problem:
        digits = sum(sign.isdecimal() for sign in phone)
        raise Refused(
            _("这个号码现在是 %(n)d 位，看看是不是少了或多了。不写也能交。") % {"n": digits}, "phone"
        )
    return found[0].number


def _without_number(said: str, number: str) -> tuple[str, str]:
    """我姓张，电话15400000000: the number to ring, which the words then show no more of than a list may. They become a
    title that many read."""
    for hit in _MOBILE.finditer(said):
        told = "".join(sign for sign in hit.group() if sign.isdecimal())
        if told == (number or told):
            return f"{said[: hit.start()]}{told[:3]}****{told[-4:]}{said[hit.end() :]}", told
    return said, number


def _room_at(code: DoorCode, sender: str) -> None:
    """Raises Refused when this door, or this address, has said more today than anybody reads."""
    today = Report.objects.filter(code=code, written_at__gte=clock.now() - DAY).count()
    here = count_up(f"w:{sender}"[:64], DAY) if sender else 0
    if today >= REPORTS["door_hard_day"] or here > REPORTS["address_hard_day"]:
        raise Refused(_("今天从这里交来的已经很多，先收不下了。急事请打电话。"))


def _room_for_photo(code: DoorCode, photo: bytes) -> None:
    if not photo:
        return
    kept = Report.objects.filter(code=code, written_at__gte=clock.now() - DAY).exclude(photo=b"")
    if kept.count() >= REPORTS["photos_door_day"]:
        raise Refused(_("今天这个门的照片收满了。不带照片也能交。"), "photo")


def _doubt(report: Report, sender: str) -> str:
    """Why a colleague should look first; "" for nothing."""
    now = clock.now()
    sent = Report.objects.filter(sent_at__gte=now - DAY)
    at_door, lately = sent.filter(place=report.place_id), now - HOUR
    many = sender and count_up(f"h:{sender}"[:64], HOUR) > REPORTS["address_soft_hour"]
    many = many or at_door.filter(sent_at__gte=lately).count() >= REPORTS["door_soft_hour"]
    many = many or _of_committee(sent, report).count() >= REPORTS["committee_soft_day"]
    if report.doubt:
        return report.doubt
    if _said_already(report):
        return "same"
    return "flood" if many else ""


def _said_already(report: Report) -> bool:
    before = Report.objects.filter(place=report.place_id, sent_at__gte=clock.now() - SAME_FOR)
    texts = before.exclude(pk=report.pk).exclude(state=DROPPED).values_list("text", flat=True)
    return any(_bare(text) == _bare(report.text) for text in texts)


def _bare(text: str) -> str:
    """The signs that say something: blanks and marks aside."""
    return "".join(sign for sign in text.lower() if sign.isalnum())


def _of_committee(sent: QuerySet[Report], report: Report) -> Any:
    return sent.filter(within("path", [committee_path(report.path)]))
