"""How fast a key may ask: so many questions a minute. Kept in this process alone, so that nothing remembers when."""

from threading import Lock
from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.kernel import clock
from zhiye.open311.faults import ApiFault
from zhiye.open311.limits import READS_MINUTE

_lock = Lock()
_asked: dict[UUID, tuple[int, int]] = {}  # partner -> (minute, questions in it)


def note_question(partner_id: UUID) -> None:
    """One more. Raises ApiFault (429) when there were too many in this minute."""
    now = int(clock.now().timestamp())
    with _lock:
        minute, count = _asked.get(partner_id, (0, 0))
        count = count + 1 if minute == now // 60 else 1
        _asked[partner_id] = (now // 60, count)
    if count > READS_MINUTE:
        raise ApiFault(429, _("问得太快，过一分钟再问。"), {"Retry-After": str(60 - now % 60)})
