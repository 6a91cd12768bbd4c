"""What a partner hands in: the fields of a form, read into typed values.

Not kept, whatever is sent: coordinates, the account at the partner, pictures (a foreign address is never fetched).
Refused: the id of a device, so that nobody goes on collecting it for us.
"""

from dataclasses import dataclass

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _

from zhiye.open311.faults import ApiFault
from zhiye.open311.formats import fit
from zhiye.open311.limits import BODY, SIZES
from zhiye.open311.sealed import PERSONAL

FORM = "application/x-www-form-urlencoded"
NOT_UTF8 = "\ufffd"
REFUSED = "device_id"


@dataclass(frozen=True, slots=True)
class Posted:
    """One request as handed in. ``left_out``: a picture came with it and was not taken over."""

    code: str
    text: str
    address: str
    caller: dict[str, str]
    left_out: bool


def read_form(request: HttpRequest) -> dict[str, str]:
    """The fields of the body, the last of each name. Raises ApiFault for a body that is too long or no such form."""
    if request.content_type != FORM:
        told = {"type": f"{FORM}; charset=utf-8"}
        raise ApiFault(400, _("请用 %(type)s 发，不收别的格式和附件。") % told)
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or len(length) > 9 or int(length) > BODY:
        raise ApiFault(400, _("发来的太长，最多 %(most)d 字节。") % {"most": BODY})
    try:
        posted: QueryDict = request.POST
    except (BadRequest, SuspiciousOperation, UnreadablePostError, ValueError, LookupError):
        raise ApiFault(400, _("读不出发来的内容，看看是不是 UTF-8。")) from None
    return {name: str(posted.get(name, "")) for name in posted}


def read_posted(form: dict[str, str]) -> Posted:
    """The fields that are kept. Raises ApiFault, with what to do."""
    if form.get(REFUSED, "").strip():
        raise ApiFault(400, _("不收 device_id，请不要收集，也不要发来。"))
    code = form.get("service_code", "").strip()
    if not code:
        raise ApiFault(400, _("没有写 service_code。先用 services 看看有哪些。"))
    address = _line(form, "address_string")
    if not address:
        raise ApiFault(400, _("写一下 address_string，比如“梧桐花园115号402室”。坐标和 address_id 不收。"))
    caller = {name: _line(form, name) for name in PERSONAL}
    return Posted(code, _text(form, "description"), address, caller, bool(form.get("media_url", "").strip()))


def _line(form: dict[str, str], name: str) -> str:
    """A field on one line."""
    return " ".join(_text(form, name).split())


def _text(form: dict[str, str], name: str) -> str:
    """A field as it is kept: line ends as one character, nothing that cannot be written again."""
    raw = form.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
    if NOT_UTF8 in raw:
        raise ApiFault(400, _("%(name)s 里有读不出的字，请用 UTF-8 发。") % {"name": name})
    kept = fit(raw).strip()
    if len(kept) > SIZES[name]:
        told = {"name": name, "most": SIZES[name], "over": len(kept) - SIZES[name]}
        raise ApiFault(400, _("%(name)s 最多 %(most)d 个字，多了 %(over)d 个。") % told)
    return kept
