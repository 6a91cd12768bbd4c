"""By when: how long a matter may take, by its source, nature, day and region, and the moments that follow. Pure.

Days are working days (``zhiye.workdays``): the day something came is not counted, the last one ends with the office
(民法典 201, 203). Moments are aware; answers are in the street's own time zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from zhiye.cases.deadlines import NATURES, NOTHING, Office, OverdueStep, Wait, chosen
from zhiye.kernel.dated import NATION
from zhiye.workdays.calendar import after, before, caution

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each step of a matter may take; None: nothing is promised. Numbers are working days.

    ``contact``: to the first look or call. ``answer``: to the answer; ``complex``: in all, once that was approved.
    ``extension_most``: what one extension may give; ``extensions``: how many. ``callback``: after the answer, to ask
    whether it is solved; ``attempts``: calls before 联系不上. ``redo``: when it is not. ``handed``: to the answer of
    another level. ``soon``: how long before the end its owner is reminded. ``overdue``: whom the clock tells
    then. ``sources``: where each line is from.
    """

    contact: Wait | None
    answer: int | None
    complex: int | None
    extension_most: int
    extensions: int
    callback: int | None
    attempts: int
    redo: int | None
    handed: int | None
    soon: int | None
    overdue: tuple[OverdueStep, ...]
    office: Office
    sources: Mapping[str, str]

    def contact_by(self, received: datetime) -> datetime | None:
        """Until when somebody has had a first look, or has called."""
        if self.contact is None:
            return None
        if self.contact.hours:
            return _hours_later(received, self.contact.hours, self.office)
        return _end_of(received, self.contact.days, self.office)

    def answer_by(self, received: datetime) -> datetime | None:
        """Until when the resident has an answer."""
        return None if self.answer is None else _end_of(received, self.answer, self.office)

    def complex_by(self, received: datetime) -> datetime | None:
        """Until when, where it was approved that the matter is a complex one; never before ``answer_by``."""
        if self.complex is None or self.answer is None:
            return None
        return _end_of(received, max(self.complex, self.answer), self.office)

    def callback_by(self, answered: datetime) -> datetime | None:
        """Until when the resident is asked whether it is solved."""
        return None if self.callback is None else _end_of(answered, self.callback, self.office)

    def redo_by(self, again: datetime) -> datetime | None:
        """Until when a matter that was not solved is answered once more."""
        return None if self.redo is None else _end_of(again, self.redo, self.office)

    def handed_by(self, since: datetime) -> datetime | None:
        """Until when a level to which the matter was handed answers."""
        return None if self.handed is None else _end_of(since, self.handed, self.office)

    def extended(self, due: datetime, days: int, given: int) -> datetime | None:
        """The new end after ``given`` extensions before this one; None where the rules do not allow it."""
        if given >= self.extensions or not 1 <= days <= self.extension_most:
            return None
        return _end_of(due, days, self.office)

    def soon_at(self, received: datetime, due: datetime) -> datetime | None:
        """When the owner is reminded: as the office opens, ``soon`` working days before the end.

        When that is past as the matter comes in, the morning of the last day; None when that is past too.
        """
        if self.soon is None:
            return None
        last = _day(due)
        mornings = (
            _at(before(last, self.soon), self.office.begins),
            _at(before(last, 0), self.office.begins),
        )
        return next((morning for morning in mornings if received < morning < due), None)

    def overdue_at(self, due: datetime, step: OverdueStep) -> datetime:
        """When a step is taken: at the end itself, or as the office opens so many working days later."""
        return _at(after(_day(due), step.after), self.office.begins) if step.after else due.astimezone(ZONE)


def limits(source: str, nature: str, day: date, region: str = NATION) -> Limits:
    """What holds for a matter that came by ``source`` (models.SOURCES) on ``day`` in ``region`` (GB/T 2260)."""
    told = chosen(source, nature, day, region)
    return Limits(
        contact=told.get("contact", NOTHING).value,
        answer=told.get("answer", NOTHING).value,
        complex=told.get("complex", NOTHING).value,
        extension_most=told["extension_most"].value,
        extensions=told["extensions"].value,
        callback=told.get("callback", NOTHING).value,
        attempts=told["attempts"].value,
        redo=told.get("redo", NOTHING).value,
        handed=told.get("handed", NOTHING).value,
        soon=told.get("soon", NOTHING).value,
        overdue=told["overdue"].value,
        office=told["office"].value,
        sources={code: line.source for code, line in told.items()},
    )


def due_at(received: datetime, days: int, region: str = NATION) -> datetime:
    """The end of the ``days``-th working day after ``received``, as the office closes; with 0 the day itself.

    What comes in on the last day after the office has closed is due on the next one.
    """
    return _end_of(received, days, _office(received, region))


def extended(due: datetime, days: int, region: str = NATION) -> datetime:
    """The end ``days`` working days later; whether so many are allowed tells ``Limits.extended``."""
    return _end_of(due, days, _office(due, region))


def day_ends(day: date, region: str = NATION) -> datetime:
    """The end of a calendar day somebody chose as a limit: as the office closes."""
    office: Office = chosen("desk", NATURES[0], day, region)["office"].value
    return _at(day, office.ends)


def doubt(due: datetime) -> str:
    """What a page says beside an end that was counted without the official days off of its year; "" otherwise."""
    return caution(_day(due))


def told_lines(found: Limits) -> list[tuple[str, str, str]]:
    """What is promised, for people to read: about what, how long, where from. Only what there is."""
    lines = [
        ("contact", _("先看一看、先联系"), _told_wait(found.contact)),
        ("answer", _("答复"), _told_days(found.answer)),
        ("complex", _("复杂的，批准以后"), _told_days(found.complex)),
        ("extension_most", _("延期"), _told_extension(found)),
        ("callback", _("回访"), _told_days(found.callback)),
        ("attempts", _("联系不上以前打"), _("%(count)d 次") % {"count": found.attempts}),
        ("redo", _("没办好，再办"), _told_days(found.redo)),
        ("handed", _("交到上一级，回话"), _told_days(found.handed)),
        ("soon", _("提前提醒"), _told_days(found.soon)),
    ]
    return [(label, told, found.sources[code]) for code, label, told in lines if told]


def _told_wait(wait: Wait | None) -> str:
    if wait and wait.hours:
        return _("%(count)d 个工作小时") % {"count": wait.hours}
    return _told_days(wait.days if wait else None)


def _told_days(days: int | None) -> str:
    if days is None:
        return ""
    return _("%(count)d 个工作日") % {"count": days} if days else _("当天")


def _told_extension(found: Limits) -> str:
    if not (found.extensions and found.extension_most):
        return ""
    told = {"count": found.extensions, "days": found.extension_most}
    return _("最多 %(count)d 次，每次最多 %(days)d 个工作日") % told


def _office(moment: datetime, region: str) -> Office:
    """Office hours do not depend on what a matter is about."""
    office: Office = chosen("desk", NATURES[0], _day(moment), region)["office"].value
    return office


def _end_of(start: datetime, days: int, office: Office) -> datetime:
    end = _at(after(_day(start), days), office.ends)
    return end if end > start else _at(after(_day(start), days + 1), office.ends)


def _hours_later(start: datetime, hours: int, office: Office) -> datetime:
    """The moment when so many hours of office time have passed; noon is not left out."""
    day, left = after(_day(start), 0), timedelta(hours=hours)
    begin = max(start.astimezone(ZONE), _at(day, office.begins))
    while (rest := max(_at(day, office.ends) - begin, timedelta())) < left:
        left -= rest
        day = after(day, 1)
        begin = _at(day, office.begins)
    return begin + left


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZONE)


def _day(moment: datetime) -> date:
    """The local day of a moment; a naive one is refused."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(ZONE).date()
