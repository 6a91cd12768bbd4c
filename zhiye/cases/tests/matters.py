"""What the tests of matters share: opening one, the timers it has, letting time pass."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.cast_builder import Cast
from zhiye.cases import commands, timing
from zhiye.cases.models import Case
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.timers.firing import fire_due
from zhiye.timers.models import ARMED, Timer

SHANGHAI = ZoneInfo("Asia/Shanghai")
OURS = tuple(timing.KINDS.values())


def opened(by, cast: Cast, **given) -> Case:
    """A matter of 115-402."""
    told = {"title": "厨房顶上漏水", "code": "repair", "place": cast.home("115-402")} | given
    return commands.open_case(by, op=new_id(), **told)


def ticket(by, cast: Cast, **given) -> Case:
    """The same from the hotline: it has limits."""
    return opened(by, cast, **({"source": "hotline", "nature": "complaint"} | given))


def moved(by, case: Case, state: str, **given) -> Case:
    """Moved on, with a sentence."""
    told = {"reason": "写一句"} | given
    return commands.move_case(by, case=case, state=state, version=case.version, op=new_id(), **told)


def at(text: str) -> datetime:
    """11-27 17:30, of the year of the street, on its own wall."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def armed(case: Case) -> dict[str, datetime]:
    """The timers that wait: step → moment."""
    rows = Timer.objects.filter(subject=case.pk, state=ARMED, kind__in=OURS)
    return dict(rows.values_list("step", "due"))


def pass_time(until: str) -> None:
    """The worker fires what falls due, in order, until then."""
    moment, end = clock.now(), at(until)
    while moment < end:
        moment = min(moment + timedelta(hours=1), end)
        with clock.frozen(moment):
            fire_due(moment)
