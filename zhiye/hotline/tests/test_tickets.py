"""Taking tickets in, returning them, who called."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from tests.cast_builder import Cast
from zhiye.audit.models import AuditEntry, Look
from zhiye.cases import commands as cases
from zhiye.cases.clocks import ZONE
from zhiye.cases.models import Case
from zhiye.hotline import commands, queries, sealed
from zhiye.hotline.commands.taking import Known
from zhiye.hotline.models import Thanks, Ticket
from zhiye.hotline.reading.paste import read_ticket
from zhiye.hotline.values import TicketValues, from_reading
from zhiye.kernel import clock
from zhiye.kernel.errors import Conflict, Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id

TEXT = """工单编号：QP20261120004512
来电时间：2026-11-20 09:12:33
派单时间：2026-11-20 09:40:05
诉求类型：求助
来电人：章女士
联系电话：15400001234
事发地址：115号402室
诉求内容：厨房顶上漏水已经一个星期。希望居委会协调。
办结时限：5个工作日内"""


def values(text: str = TEXT, **other: Any) -> TicketValues:
    return replace(from_reading(read_ticket(text, clock.today()), "310000"), **other)


def take(by: Any, cast: Cast, **other: Any) -> Ticket:
    told = {"committee": cast.committee, "place": cast.home("115-402"), "op": new_id()}
    ticket: Ticket = commands.take_ticket(by, values=values(**other), **told)
    return ticket


def test_a_ticket_opens_its_matter(worker: Any, cast: Cast) -> None:
    ticket = take(worker, cast)
    case = ticket.case
    assert (case.source, case.nature, case.owner_id) == ("hotline", "help", worker.user.pk)
    assert case.due_at is not None
    assert (
        case.due_at.astimezone(ZONE).date().isoformat() == "2026-11-27"
    )  # five working days after it was sent
    assert (ticket.kind, ticket.official_no, ticket.came) == ("help", "QP20261120004512", "paste")
    assert sealed.plain(ticket, "phone") == "15400001234"
    assert sealed.raw_of(ticket) == {"text": TEXT}


def test_who_called_stands_open_in_no_column_and_in_no_trail(worker: Any, cast: Cast) -> None:
    ticket = take(worker, cast)
    columns = Ticket.objects.filter(pk=ticket.pk).values().get()
    told = [*columns.values(), *AuditEntry.objects.values_list("changes", flat=True)]
    assert not any("15400001234" in str(value) or "章女士" in str(value) for value in told)


def test_an_official_moment_wins_over_the_rules(worker: Any, cast: Cast) -> None:
    text = TEXT.replace("5个工作日内", "2026-11-24 12:00")
    due = take(worker, cast, text=text).case.due_at
    assert due == datetime(2026, 11, 24, 12, tzinfo=ZONE)


def test_without_a_limit_the_rules_say(worker: Any, cast: Cast) -> None:
    due = take(worker, cast, text=TEXT.replace("办结时限：5个工作日内", "")).case.due_at
    assert due is not None


def test_the_same_ticket_again_is_told(worker: Any, cast: Cast) -> None:
    ticket = take(worker, cast)
    with pytest.raises(Known) as known:
        take(worker, cast)
    assert known.value.ticket == ticket
    assert ticket.case.number in known.value.message
    assert Ticket.objects.count() == Case.objects.filter(source="hotline").count() == 1


def test_one_without_a_number_is_known_by_its_words_and_day(worker: Any, cast: Cast) -> None:
    take(worker, cast, official_no="")
    with pytest.raises(Known):
        take(worker, cast, official_no="")


def test_two_callers_with_the_same_words_have_two_tickets(worker: Any, cast: Cast) -> None:
    take(worker, cast)
    take(worker, cast, official_no="QP20261120009999")
    assert Ticket.objects.count() == 2


def test_the_committee_next_door_may_have_the_same_number(worker: Any, stranger: Any, cast: Cast) -> None:
    take(worker, cast)
    with pytest.raises(NotFound):
        take(stranger, cast)


def give_back(by: Any, ticket: Ticket, **other: Any) -> Ticket:
    ticket.case.refresh_from_db()
    told = {"reason": "归区市政养护", "basis": "不在四至范围内", "version": ticket.case.version} | other
    back: Ticket = commands.return_ticket(by, ticket=ticket, op=new_id(), **told)
    return back


def test_a_return_has_its_basis(worker: Any, cast: Cast) -> None:
    ticket = give_back(worker, take(worker, cast))
    assert ticket.case.state == "returned"
    assert ticket.case.outcome == "归区市政养护（依据：不在四至范围内）"
    assert ticket.returned_at is not None


@pytest.mark.parametrize(("missing", "field"), [("reason", "reason"), ("basis", "basis")])
def test_a_return_says_why_and_on_what(worker: Any, cast: Cast, missing: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        give_back(worker, take(worker, cast), **{missing: " "})
    assert refused.value.field == field


def test_what_was_sent_back_to_us_goes_on_and_is_not_returned_again(worker: Any, cast: Cast) -> None:
    ticket = give_back(worker, take(worker, cast))
    again = take(worker, cast)
    assert again.pk == ticket.pk
    assert again.case.state == "again"
    assert again.fixed_at is not None
    with pytest.raises(Refused, match="不能再退"):
        give_back(worker, again)


def test_a_return_after_somebody_elses_step_is_a_conflict(worker: Any, cast: Cast) -> None:
    ticket = take(worker, cast)
    cases.move_case(worker, case=ticket.case, state="doing", version=1, op=new_id())
    with pytest.raises(Conflict):
        give_back(worker, ticket, version=1)


def test_mending_another_number_that_is_taken_is_refused(worker: Any, cast: Cast) -> None:
    first = take(worker, cast)
    second = take(worker, cast, official_no="QP1")
    told = {"fields": {"official_no": first.official_no}, "caller": "", "phone": "", "op": new_id()}
    with pytest.raises(Refused) as refused:
        commands.correct_ticket(worker, ticket=second, **told)
    assert refused.value.field == "official_no"


def test_a_look_is_kept_and_read_for_a_few_minutes(worker: Any, director: Any, cast: Cast) -> None:
    ticket = take(worker, cast)
    assert queries.seen_caller(worker, ticket) is None
    commands.look_at_caller(worker, ticket=ticket, reason="回电话", op=new_id())
    assert Look.objects.get(subject_id=ticket.pk).reason == "回电话"
    assert queries.seen_caller(worker, ticket) is not None
    assert queries.seen_caller(director, ticket) is None


def test_a_secret_caller_is_for_the_secretary_and_whoever_has_it(
    secretary: Any, director: Any, worker: Any, grid_worker: Any, cast: Cast
) -> None:
    ticket = take(worker, cast, confidential=True)
    for allowed in (secretary, worker):
        commands.look_at_caller(allowed, ticket=ticket, reason="回电话", op=new_id())
    for refused in (director, grid_worker):
        with pytest.raises(Forbidden):
            commands.look_at_caller(refused, ticket=ticket, reason="回电话", op=new_id())


THANKS = "工单编号：B1\n诉求类型：其他\n来电人：冯阿姨\n诉求内容：感谢社工小陆上门帮老人配药，非常感谢！"


def test_a_praise_opens_no_matter(worker: Any, cast: Cast) -> None:
    told = {"committee": cast.committee, "praised": worker.user, "op": new_id()}
    thanks = commands.take_thanks(worker, values=values(THANKS), **told)
    assert thanks.praised_words == "社工小陆"
    assert not Case.objects.filter(source="hotline").exists()
    assert not Ticket.objects.exists()


def test_good_news_stands_once(worker: Any, secretary: Any, director: Any, cast: Cast) -> None:
    told = {"committee": cast.committee, "praised": worker.user, "op": new_id()}
    thanks = commands.take_thanks(worker, values=values(THANKS), **told)
    waiting = [queries.thanks_waiting(actor) for actor in (worker, secretary, director)]
    assert [len(found) for found in waiting] == [1, 1, 0]
    commands.see_thanks(worker, thanks=thanks, op=new_id())
    assert queries.thanks_waiting(worker) == []
    assert len(queries.thanks_waiting(secretary)) == 1
    assert queries.thanks_page(worker)[1] == 1


def test_what_was_no_praise_may_come_in_as_a_ticket(worker: Any, cast: Cast) -> None:
    thanks = commands.take_thanks(worker, committee=cast.committee, values=values(THANKS), op=new_id())
    commands.withdraw_thanks(worker, thanks=thanks, op=new_id())
    commands.take_ticket(worker, committee=cast.committee, values=values(THANKS), op=new_id())
    assert Thanks.objects.filter(withdrawn_at=None).count() == 0
    assert Ticket.objects.get().official_no == "B1"
