"""The clock of a matter: its limits, its timers, what is said when they end, and more time."""

from datetime import timedelta

import pytest

from zhiye.accounts.actor import UserActor
from zhiye.accounts.commands import close_account
from zhiye.cases import cards, commands, queries, timing
from zhiye.cases.clockwork import say
from zhiye.cases.models import Case, Escalation, Extension
from zhiye.cases.tests.matters import armed, at, moved, opened, pass_time, ticket
from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.errors import Conflict, Forbidden, NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.notices.models import Notice
from zhiye.timers.models import FIRED, Timer

pytestmark = pytest.mark.django_db


def test_what_we_noted_ourselves_has_no_limit_and_no_timer(cast, worker):
    case = opened(worker, cast)
    assert case.due_at is None
    assert armed(case) == {}


@pytest.mark.parametrize(
    ("source", "nature", "due"),
    [
        ("hotline", "complaint", "11-27 17:30"),
        ("hotline", "consult", "11-24 17:30"),
        ("door", "report", "11-25 17:30"),
        ("partner", "help", "11-25 17:30"),
        ("counter", "help", None),
    ],
)
def test_the_rules_say_when_an_answer_is_due(cast, worker, source, nature, due):
    case = opened(worker, cast, source=source, nature=nature)
    assert case.due_at == (at(due) if due else None)


def test_another_region_has_other_limits(cast, worker, settings):
    settings.REGION = "310106"
    assert ticket(worker, cast, nature="consult").due_at == at("11-23 17:30")


def test_a_limit_that_the_ticket_names_counts_and_one_before_it_came_is_refused(cast, worker):
    assert ticket(worker, cast, due_at=at("12-15 12:00")).due_at == at("12-15 12:00")
    with pytest.raises(Refused) as refused:
        ticket(worker, cast, received_at=at("11-20 09:00"), due_at=at("11-19 12:00"))
    assert refused.value.field == "due_at"


def test_limits_count_from_the_day_it_came(cast, worker):
    case = ticket(worker, cast, opened_on=at("11-18 10:00").date())
    assert case.due_at == at("11-25 17:30")
    assert ticket(worker, cast, received_at=at("11-17 10:00")).opened_on == at("11-17 10:00").date()


def test_a_ticket_has_its_timers_from_the_first_moment(cast, worker):
    assert armed(ticket(worker, cast)) == {
        "contact": at("11-23 17:30"),
        "soon": at("11-26 09:00"),
        "overdue0": at("11-27 17:30"),
        "overdue1": at("11-30 09:00"),
        "overdue2": at("12-04 09:00"),
    }


def test_reaching_somebody_ends_the_first_timer_and_asking_begins_another(cast, worker):
    case = ticket(worker, cast)
    commands.note_reply(worker, case=case, kind="first", reached=False, op=new_id())
    assert "contact" in armed(case)
    reply = commands.note_reply(worker, case=case, kind="first", op=new_id())
    assert (case.contacted_at, "contact" in armed(case)) == (clock.now(), False)
    moved(worker, case, "asking")
    assert armed(case)["callback"] == at("11-25 17:30")
    commands.take_back_reply(worker, reply=reply, op=new_id())
    assert "contact" in armed(case)


@pytest.mark.parametrize("end", ["done", "cannot", "returned", "withdrawn", "street", "merged"])
def test_whatever_ends_a_matter_ends_its_timers(cast, worker, end):
    case = ticket(worker, cast)
    if end == "withdrawn":
        commands.withdraw_case(worker, case=case, op=new_id())
    elif end == "street":
        told = {"brief": "上下水管老化，请协调。", "version": case.version}
        commands.transfer_case(worker, case=case, level="street", op=new_id(), **told)
    elif end == "merged":
        other = ticket(worker, cast)
        commands.merge_cases(worker, case=case, into=other, version=1, op=new_id())
        assert len(armed(other)) == 5
    else:
        moved(worker, case, end, unasked="unwilling")
    assert armed(case) == {}


def test_coming_up_again_has_the_limit_for_doing_it_anew_and_taking_that_back_the_old_one(cast, worker):
    case = ticket(worker, cast)
    moved(worker, case, "done", solved="yes")
    moved(worker, case, "again")
    assert case.due_at == at("11-25 17:30")
    assert set(armed(case)) == {"soon", "overdue0", "overdue1", "overdue2"}
    commands.move_back(worker, case=case, op=new_id())
    assert case.due_at == at("11-27 17:30")
    assert armed(case) == {}


def test_what_had_not_ended_keeps_a_later_limit(cast, worker):
    case = ticket(worker, cast, due_at=at("12-15 17:30"))
    moved(worker, case, "asking")
    commands.note_reply(worker, case=case, kind="callback", solved="no", op=new_id())
    assert (case.state, case.due_at) == ("again", at("12-15 17:30"))


def test_a_ticket_typed_in_late_is_told_of_once(cast, worker):
    case = ticket(worker, cast, received_at=at("10-08 10:00"))
    assert case.due_at == at("10-14 17:30")
    assert armed(case) == {"overdue2": at("10-21 09:00")}
    assert set(timing.implied(case)) == {"overdue2"}


class TestWhoIsTold:
    def test_the_owner_then_the_secretary_then_the_street_each_once(self, cast, worker):
        case = ticket(worker, cast)
        commands.note_reply(worker, case=case, kind="first", op=new_id())
        pass_time("12-07 09:00")
        told = list(Escalation.objects.values_list("step", "told__username", "due_at"))
        due = case.due_at
        assert told == [
            ("soon", "shegong", due),
            ("overdue0", "shegong", due),
            ("overdue1", "shuji", due),
            ("overdue2", "jiedao", due),
        ]
        assert list(Notice.objects.values_list("to__username", "kind").order_by("at")) == [
            *[("shegong", "look")] * 2,
            ("shuji", "look"),
            ("jiedao", "look"),
        ]
        assert Timer.objects.filter(subject=case.pk, state=FIRED).count() == 4

    def test_fired_again_by_hand_says_nothing_more(self, cast, worker):
        case = ticket(worker, cast)
        timer = Timer.objects.get(subject=case.pk, step="contact")
        with clock.frozen(timer.due):
            for _ in range(3):
                say(timer)
            again = {"case": case, "step": "contact", "due_at": timer.due}
            assert commands.escalate(System("clock"), op=new_id(), **again) == 0
        assert Escalation.objects.count() == Notice.objects.count() == 1

    def test_before_its_moment_or_for_another_limit_nothing_is_said(self, cast, worker):
        case = ticket(worker, cast)
        say(Timer.objects.get(subject=case.pk, step="overdue0"))
        told = {"case": case, "step": "overdue0", "due_at": at("11-26 17:30")}
        with clock.frozen(at("11-28 09:00")):
            assert commands.escalate(System("clock"), op=new_id(), **told) == 0
        assert not Escalation.objects.exists()

    def test_a_timer_of_a_matter_that_ended_says_nothing(self, cast, worker):
        case = ticket(worker, cast)
        timer = Timer.objects.get(subject=case.pk, step="overdue0")
        Case.objects.filter(pk=case.pk).update(state="returned", closed_on=clock.today())
        with clock.frozen(timer.due):
            say(timer)
        commands.withdraw_case(worker, case=case, op=new_id())
        say(timer)
        assert not Escalation.objects.exists()

    def test_without_a_secretary_the_director_is_told_but_not_of_what_is_not_theirs(
        self, cast, worker, administrator
    ):
        close_account(administrator, user=cast.user("shuji"), op=new_id())
        ticket(worker, cast)
        ticket(worker, cast, ring="secretary")
        pass_time("11-30 10:00")
        assert list(Escalation.objects.filter(step="overdue1").values_list("told__username", flat=True)) == [
            "zhuren"
        ]


class TestMoreTime:
    def asked(self, by, case, **given) -> Extension:
        told = {"days": 3, "reason": "要等雨停了才能补屋面", "version": case.version, "told_caller": True}
        return commands.extend_case(by, case=case, op=new_id(), **(told | given))

    def test_whoever_may_agree_gives_it_at_once(self, cast, worker, secretary):
        case = ticket(worker, cast)
        given = self.asked(secretary, case)
        assert (given.state, given.approved_by.username, given.told_caller) == ("given", "shuji", True)
        assert case.due_at == given.new_due == at("12-02 17:30")
        assert armed(case)["overdue0"] == at("12-02 17:30")

    def test_others_ask_and_the_one_asked_finds_it_on_today(self, cast, worker, secretary, director):
        case = ticket(worker, cast)
        one = self.asked(worker, case, approved_by=cast.user("zhuren"))
        assert (one.state, case.due_at) == ("asked", at("11-27 17:30"))
        assert [row.order for row in cards.to_agree(director).rows] == [20]
        assert cards.new_matters(director).count == 0
        assert cards.to_agree(secretary).rows == cards.to_agree(worker).rows == []
        assert Notice.objects.get().to.username == "zhuren"
        with pytest.raises(Forbidden):
            commands.answer_extension(worker, extension=one, agree=True, op=new_id())
        commands.answer_extension(director, extension=one, agree=True, op=new_id())
        case.refresh_from_db()
        assert (one.state, case.due_at) == ("given", at("12-02 17:30"))
        assert cards.to_agree(director).rows == []
        with pytest.raises(Refused, match="答复过了"):
            commands.answer_extension(director, extension=one, agree=False, answer="不行", op=new_id())

    def test_one_that_nobody_can_answer_any_more_makes_room(self, cast, worker, director):
        case = ticket(worker, cast)
        first = self.asked(worker, case, approved_by=cast.user("zhuren"))
        Case.objects.filter(pk=case.pk).update(due_at=at("12-01 17:30"))
        case.refresh_from_db()
        assert queries.course(worker, case).asked_for is None
        second = self.asked(worker, case, approved_by=cast.user("zhuren"))
        first.refresh_from_db()
        assert (first.state, second.was_due) == ("refused", at("12-01 17:30"))
        assert queries.course(worker, case).asked_for == second
        with pytest.raises(Refused, match="还没有答复"):
            self.asked(worker, case, approved_by=cast.user("zhuren"))

    def test_a_no_has_its_reason_and_leaves_the_limit(self, cast, worker, secretary):
        case = ticket(worker, cast)
        one = self.asked(worker, case, approved_by=cast.user("shuji"))
        with pytest.raises(Refused) as refused:
            commands.answer_extension(secretary, extension=one, agree=False, op=new_id())
        assert refused.value.field == "answer"
        commands.answer_extension(secretary, extension=one, agree=False, answer="先临时修一下", op=new_id())
        case.refresh_from_db()
        assert (one.state, case.due_at) == ("refused", at("11-27 17:30"))
        assert self.asked(secretary, case).state == "given"

    def test_one_asked_in_time_may_be_given_late_but_not_for_another_limit(self, cast, worker, secretary):
        case = ticket(worker, cast)
        one = self.asked(worker, case, approved_by=cast.user("shuji"))
        with clock.frozen(at("11-28 09:00")):
            commands.answer_extension(secretary, extension=one, agree=True, op=new_id())
        other = ticket(worker, cast)
        one = self.asked(worker, other, approved_by=cast.user("shuji"))
        moved(worker, other, "done", solved="yes")
        with pytest.raises(Refused, match="不作数"):
            commands.answer_extension(secretary, extension=one, agree=True, op=new_id())

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"days": 6}, "days"),
            ({"days": 0}, "days"),
            ({"days": -2}, "days"),
            ({"reason": " "}, "reason"),
            ({"approved_by": None}, "approved_by"),
        ],
    )
    def test_beyond_the_rules_it_is_refused_with_its_field(self, cast, worker, wrong, field):
        case = ticket(worker, cast)
        with pytest.raises(Refused) as refused:
            self.asked(worker, case, **({"approved_by": cast.user("shuji")} | wrong))
        assert refused.value.field == field
        assert not Extension.objects.exists()

    @pytest.mark.parametrize("login", ["shegong", "wangge", "jiedao", "linju"])
    def test_only_those_agree_who_may(self, cast, worker, login):
        with pytest.raises(Refused) as refused:
            self.asked(worker, ticket(worker, cast), approved_by=cast.user(login))
        assert refused.value.field == "approved_by"

    def test_of_a_narrow_matter_only_the_secretary_is_asked(self, cast, worker):
        case = ticket(worker, cast, ring="secretary")
        assert [user.username for user in queries.approvers_for(worker, case)] == ["shuji"]
        with pytest.raises(Refused):
            self.asked(worker, case, approved_by=cast.user("zhuren"))

    def test_twice_too_late_without_a_limit_or_from_an_old_page_it_is_refused(self, cast, worker, secretary):
        case = ticket(worker, cast)
        self.asked(worker, case, approved_by=cast.user("shuji"))
        with pytest.raises(Refused, match="已经请过"):
            self.asked(secretary, case)
        with pytest.raises(Refused, match="没有在走的期限"):
            self.asked(secretary, opened(worker, cast))
        late = ticket(worker, cast)
        with clock.frozen(at("11-27 17:31")), pytest.raises(Refused, match="已经过了"):
            self.asked(secretary, late)
        with pytest.raises(Conflict):
            self.asked(secretary, late, version=7)
        self.asked(secretary, late)
        with pytest.raises(Refused) as refused:
            self.asked(secretary, late)
        assert refused.value.field == "days"

    def test_a_step_taken_back_does_not_take_back_more_time(self, cast, worker, secretary):
        case = ticket(worker, cast)
        moved(worker, case, "done", solved="yes")
        moved(worker, case, "again")
        self.asked(secretary, case)
        due = case.due_at
        commands.move_back(worker, case=case, op=new_id())
        assert case.due_at == due


class TestToday:
    def test_time_that_runs_out_stands_there_in_words(self, cast, worker, director):
        case = ticket(worker, cast)
        assert cards.time_running_out(worker).count == 0
        with clock.frozen(at("11-27 14:20")):
            (row,) = cards.time_running_out(worker).rows
            assert (row.order, row.word, row.tone, row.who) == (20, "剩 3 小时", "soon", case.title)
            assert cards.time_running_out(director).count == 0
        with clock.frozen(at("11-28 18:00")):
            (row,) = cards.time_running_out(worker).rows
            assert (row.word, row.tone) == ("过了 1 天", "now")

    def test_nothing_is_red_before_its_time(self, cast, worker):
        ticket(worker, cast)
        with clock.frozen(at("11-26 09:30")):
            assert [row.tone for row in cards.time_running_out(worker).rows] == ["plain"]

    def test_first_contacts_and_call_backs_that_are_due(self, cast, worker):
        case = ticket(worker, cast, due_at=at("12-15 17:30"))
        with clock.frozen(at("11-23 09:00")):
            (row,) = cards.time_running_out(worker).rows
            assert (row.what, row.order) == ("还没联系过反映的人", 20)
            commands.note_reply(worker, case=case, kind="first", op=new_id())
            assert cards.time_running_out(worker).rows == []
            moved(worker, case, "asking")
        with clock.frozen(at("11-26 09:00")):
            (row,) = cards.time_running_out(worker).rows
            assert (row.what, row.order, row.tone) == ("问一声：办好了吗？", 40, "soon")

    def test_a_matter_stands_there_once(self, cast, worker):
        ticket(worker, cast)
        with clock.frozen(at("11-27 10:00")):
            assert cards.time_running_out(worker).count == 1
            assert cards.new_matters(worker).count == 0
            assert cards.waiting_in_the_morning(worker) == 1

    def test_whom_the_clock_told_sees_it_too_the_street_without_a_word_of_it(
        self, cast, worker, secretary, street_officer
    ):
        case = ticket(worker, cast)
        pass_time("12-05 09:00")
        with clock.frozen(at("12-05 09:00")):
            (row,) = cards.over_time(secretary).rows
            assert (row.who, row.what) == (case.title, f"过了期限，在{worker.name}手上")
            assert cards.new_matters(secretary).count == 0
            told = [row for card in [cards.over_time(street_officer)] for row in card.rows]
            assert not any(case.title in f"{row.who}{row.what}{row.door}" for row in told)
            assert not any("115" in f"{row.who}{row.what}{row.door}" for row in told)
            moved(worker, case, "done", solved="yes")
            assert cards.over_time(secretary).rows == []

    def test_the_list_of_call_backs_has_the_longest_wait_first(self, cast, worker, director, mediator):
        first, second = ticket(worker, cast), opened(director, cast)
        moved(worker, first, "asking")
        with clock.frozen(clock.now() + timedelta(hours=1)):
            moved(worker, second, "asking")
        found, count = queries.to_call_back(worker, 1)
        assert ([row.case for row in found], count) == ([first], 2)
        assert queries.to_call_back(mediator, 9) == ([], 0)


def test_of_a_ticket_of_the_street_the_owner_is_told(cast, worker):
    case = opened(worker, cast, source="street", due_at=at("11-25 12:00"))
    pass_time("11-25 13:00")
    assert [one.told for one in Escalation.objects.filter(step="overdue0")] == [case.owner]


def test_the_stranger_gets_no_word_of_anybodys_clock(cast, worker, stranger):
    case = ticket(worker, cast)
    extension = commands.extend_case(
        worker,
        case=case,
        days=1,
        reason="下雨",
        approved_by=cast.user("shuji"),
        version=1,
        op=new_id(),
    )
    with pytest.raises(NotFound):
        queries.extension(stranger, extension.pk)
    for card in (cards.time_running_out, cards.over_time, cards.to_agree, cards.new_matters):
        assert card(stranger).rows == []
    assert queries.approvers_for(UserActor(cast.user("shegong")), case)
