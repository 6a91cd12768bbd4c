"""What a partner asks for: the parameters of an address, read into typed values.

Days and moments are those of the W3C note (ISO 8601 with a time zone). An empty parameter is one that was not sent.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zhiye.kernel import clock
from zhiye.open311.faults import ApiFault
from zhiye.open311.limits import MOST, SPAN

STATUSES = ("open", "closed")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests: those of ``tokens`` and no other condition, else those asked between two moments (aware)."""

    tokens: tuple[str, ...]
    codes: tuple[str, ...]
    statuses: tuple[str, ...]
    start: datetime
    end: datetime


def read_wanted(request: HttpRequest) -> Wanted:
    """Raises ApiFault for a moment, a span or a status that is none."""
    tokens = _several(request, "service_request_id")
    if tokens:
        return Wanted(tokens[:MOST], (), (), clock.now(), clock.now())  # it overrides all other arguments
    statuses = _several(request, "status")
    if set(statuses) - set(STATUSES):
        raise ApiFault(400, _("status 只能是 open 或 closed。"))
    start, end = _span(read_moment(request, "start_date"), read_moment(request, "end_date"))
    return Wanted((), _several(request, "service_code"), statuses, start, end)


def read_moment(request: HttpRequest, name: str) -> datetime | None:
    """A moment with its time zone, in UTC; None where none was sent. A plus sign may have come as a blank."""
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
        if moment.tzinfo is None or "T" not in text:
            raise ValueError(text)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        told = {"name": name}
        raise ApiFault(400, _("%(name)s 写成带时区的时间，比如 2026-11-22T08:00:00+08:00。") % told) from None


def _span(start: datetime | None, end: datetime | None) -> tuple[datetime, datetime]:
    """Both ends, where one or none was sent: the ninety days beside the other one, or up to now."""
    try:
        if start is None:
            end = end or clock.now()
            start = end - SPAN
        end = end or start + SPAN
    except OverflowError:
        raise ApiFault(400, _("没有这么早或这么晚的日子。")) from None
    if end < start:
        raise ApiFault(400, _("end_date 在 start_date 之前，看看是不是写反了。"))
    if end - start > SPAN:
        raise ApiFault(400, _("一次最多查 %(days)d 天，分几次查。") % {"days": SPAN.days})
    return start, end


def _several(request: HttpRequest, name: str) -> tuple[str, ...]:
    """The values of a parameter that may be sent several times, and with commas."""
    parts = (part.strip() for text in request.GET.getlist(name) for part in text.split(","))
    return tuple(dict.fromkeys(part for part in parts if part and "\0" not in part))
