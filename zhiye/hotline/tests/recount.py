"""The figures of tickets once more: rows are put together by hand, the formulas are those of ``rates``."""

from typing import Any

from tests.recounting import Inside, Making, Recount, World, of_day
from zhiye.cases.models import Case, Reply
from zhiye.figures.periods import Period
from zhiye.hotline.limits import contact_by
from zhiye.hotline.models import KINDS, Thanks, Ticket
from zhiye.hotline.rates import FORMULAS, Row, chosen
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id

CODES = [code for code, _name in KINDS]


def make_history(making: Making) -> None:
    """Tickets of matters in every state, some received on a day nobody told; praise, some of it none."""
    cases = [one for one in Case.objects.all() if making.chance(0.9)]
    Ticket.objects.bulk_create([_ticket(making, one, number) for number, one in enumerate(cases)])
    Thanks.objects.bulk_create([_thanks(making, number) for number in range(40)])


def _ticket(making: Making, case: Case, number: int) -> Ticket:
    return Ticket(
        id=new_id(),
        case=case,
        committee_id=case.committee_id,
        text_key=f"k{number}",
        kind=making.pick([*CODES, "help", "consult"]),
        body="路灯不亮",
        received_at=making.maybe(making.moment(), 0.8),
        answered_on=making.maybe(making.day(), 0.3),
        came_ended=making.chance(0.2),
        came="paste",
        taken_at=making.moment(),
    )


def _thanks(making: Making, number: int) -> Thanks:
    committee = making.pick(making.committees)
    return Thanks(
        committee=committee,
        path=committee.path,
        text_key=f"t{number}",
        on=making.day(),
        words="谢谢",
        came="paste",
        taken_at=clock.now(),
        withdrawn_at=making.maybe(clock.now(), 0.2),
    )


def tickets(world: World, inside: Inside, period: Period) -> list[tuple[Any, Any]]:
    found = []
    for one in world(Ticket).values():
        case = world(Case)[one.case_id]
        here = case.withdrawn_at is None and inside(case.path)
        if here and period.contains(of_day(one.received_at or one.taken_at)):
            found.append((one, case))
    return found


def last_said(world: World, case: Any, field: str) -> str:
    said = [one for one in world(Reply).values() if one.case_id == case.pk and one.undone_at is None]
    words = [getattr(one, field) for one in sorted(said, key=lambda one: one.pk) if getattr(one, field)]
    return words[-1] if words else ""


def row(world: World, ticket: Any, case: Any) -> Row:
    return Row(
        id=ticket.pk,
        kind=ticket.kind,
        state=case.state,
        received=of_day(ticket.received_at or ticket.taken_at),
        contacted_at=case.contacted_at,
        contact_by=contact_by(case.received_at, case.nature),
        due=of_day(case.due_at) if case.due_at else None,
        ended_on=ticket.answered_on or case.closed_on,
        came_ended=ticket.came_ended,
        end_known=not ticket.came_ended or ticket.answered_on is not None,
        solved=last_said(world, case, "solved"),
        satisfied=last_said(world, case, "satisfied"),
    )


def part(name: str) -> Recount:
    def counted(world: World, inside: Inside, period: Period) -> int:
        rows = world.read.setdefault("rows", {})
        found = tickets(world, inside, period)
        for ticket, case in found:
            if ticket.pk not in rows:
                rows[ticket.pk] = row(world, ticket, case)
        return len(chosen([rows[ticket.pk] for ticket, _case in found], name, clock.now()))

    return counted


def kind(code: str) -> Recount:
    return lambda world, inside, period: sum(
        one.kind == code for one, _case in tickets(world, inside, period)
    )


def thanks(world: World, inside: Inside, period: Period) -> int:
    found = [one for one in world(Thanks).values() if one.withdrawn_at is None and inside(one.path)]
    return sum(period.contains(one.on) for one in found)


RECOUNTS: dict[str, Recount] = {
    "hotline.tickets": lambda world, inside, period: len(tickets(world, inside, period)),
    "hotline.thanks": thanks,
    **{f"hotline.kind.{code}": kind(code) for code in CODES},
    **{f"hotline.{code}.{end}": part(f"{code}.{end}") for code in FORMULAS for end in ("top", "bottom")},
}
