"""Promises: made, moved, kept, dropped; on 今天 in time, and for colleagues once they are late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.cases import commands, queries
from zhiye.cases.cards import new_matters, promises_due
from zhiye.cases.showing import days_to_choose, due_tag, due_words
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.ids import new_id

TODAY = date(2026, 11, 21)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def promise(by, **given):
    return commands.make_promise(by, op=new_id(), **({"what": "问长护险进度"} | given))


@given(days, days)
def test_only_what_is_due_or_late_has_a_tag(due, today):
    assert bool(due_tag(due, today)) == (due <= today)
    assert due_words(due, today)


@given(days)
def test_days_to_choose_lie_ahead_in_order_each_once(today):
    offered = [date.fromisoformat(day) for day, _words in days_to_choose(today)]
    assert offered == sorted(set(offered))
    assert offered[0] == today + timedelta(days=1)
    assert any(day.weekday() == 0 for day in offered)


@pytest.mark.django_db
class TestPromises:
    def test_it_belongs_to_its_place_its_person_its_matter_or_the_committee(self, cast, worker):
        case = commands.open_case(worker, title="漏水", place=cast.home("115-402"), op=new_id())
        volunteer = cast.person("volunteer")
        assert promise(worker, case=case).path == case.path
        assert promise(worker, person=volunteer).path == volunteer.path
        assert promise(worker).path == cast.committee.path

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"what": ""}, "what"),
            ({"due": TODAY - timedelta(days=1)}, "due"),
            ({"due": date(2062, 11, 25)}, "due"),
            ({"due": date(9999, 12, 31)}, "due"),
            ({"made_on": TODAY + timedelta(days=1), "due": TODAY + timedelta(days=1)}, "made_on"),
            ({"who": "王" * 41}, "who"),
        ],
    )
    def test_what_cannot_be_a_promise_is_refused(self, cast, worker, wrong, field):
        with pytest.raises(Refused) as refused:
            promise(worker, **wrong)
        assert refused.value.field == field

    def test_a_day_whose_year_is_a_slip_is_refused_when_it_is_moved_too(self, cast, worker):
        made = promise(worker, due=date(TODAY.year + 5, 12, 31))
        with pytest.raises(Refused) as refused:
            commands.move_promise(worker, promise=made, due=date(2206, 11, 25), op=new_id())
        assert refused.value.field == "due"

    def test_kept_dropped_and_opened_again(self, cast, worker):
        made = promise(worker, due=TODAY)
        commands.keep_promise(worker, promise=made, op=new_id())
        assert (made.state, made.settled_on) == ("kept", TODAY)
        with pytest.raises(Refused, match="办到了"):
            commands.drop_promise(worker, promise=made, reason="不用了", op=new_id())
        commands.reopen_promise(worker, promise=made, op=new_id())
        assert (made.state, made.settled_on) == ("open", None)
        with pytest.raises(Refused) as refused:
            commands.drop_promise(worker, promise=made, reason=" ", op=new_id())
        assert refused.value.field == "reason"

    def test_another_day_is_not_one_that_has_passed(self, cast, worker):
        made = promise(worker, due=TODAY)
        with pytest.raises(Refused) as refused:
            commands.move_promise(worker, promise=made, due=TODAY - timedelta(days=1), op=new_id())
        assert refused.value.field == "due"
        commands.move_promise(worker, promise=made, due=TODAY + timedelta(days=3), op=new_id())
        assert promises_due(worker).rows == []

    def test_in_a_narrow_matter_a_promise_is_narrow_and_its_owner_sees_it(self, cast, worker, director):
        case = commands.open_case(
            worker, title="儿子敲门", code="family", place=cast.home("115-402"), ring="secretary", op=new_id()
        )
        made = promise(worker, case=case, due=TODAY)
        assert made.ring == "secretary"
        with pytest.raises(NotFound):
            queries.promise(director, made.pk)
        commands.give_case(worker, case=case, to=director.user, op=new_id())
        assert queries.promise(director, made.pk) == made
        commands.keep_promise(director, promise=made, op=new_id())

    def test_today_shows_mine_in_time_and_those_of_colleagues_once_late(self, cast, worker, director):
        wang = cast.person("wang")
        due = [TODAY - timedelta(days=3), TODAY - timedelta(days=2), TODAY, TODAY + timedelta(days=1)]
        for day in due:
            promise(worker, what=f"{day.day}日回访", due=day, person=wang, made_on=TODAY - timedelta(days=9))
        mine, theirs = promises_due(worker), promises_due(director)
        assert [row.word for row in mine.rows] == ["过了 3 天", "过了 2 天", "今天到期"]
        assert {row.order for row in mine.rows} == {30}
        assert [row.what for row in theirs.rows] == ["18日回访（" + worker.name + "答应的）"]
        assert all(row.door == "115-402" and row.named for row in mine.rows)

    def test_what_is_settled_or_withdrawn_leaves_today(self, cast, worker):
        made = promise(worker, due=TODAY)
        assert promises_due(worker).count == 1
        commands.withdraw_promise(worker, promise=made, op=new_id())
        assert promises_due(worker).count == 0

    def test_a_new_matter_says_whose_turn_it_is(self, cast, worker, director):
        commands.open_case(worker, title="路灯不亮", place=cast.home("115-402"), op=new_id())
        (mine,), (hers,) = new_matters(worker).rows, new_matters(director).rows
        assert (mine.what, mine.word) == ("等您接手", "新来的")
        assert hers.what.endswith("还没接手")
        assert hers.what != "还没接手"

    def test_new_matters_stand_on_today_until_somebody_takes_them(self, cast, worker, director):
        case = commands.open_case(worker, title="漏水", place=cast.home("115-402"), op=new_id())
        assert [(row.who, row.word, row.order) for row in new_matters(director).rows] == [
            ("漏水", "新来的", 35)
        ]
        commands.take_case(director, case=case, op=new_id())
        assert new_matters(worker).count == 0

    def test_the_stranger_and_those_without_matters_have_no_such_cards(
        self, cast, worker, stranger, mediator, supervisor
    ):
        promise(worker, due=TODAY, person=cast.person("wang"))
        commands.open_case(worker, title="漏水", place=cast.home("115-402"), op=new_id())
        assert promises_due(stranger).rows == new_matters(stranger).rows == []
        for by in (mediator, supervisor):
            assert promises_due(by) is None
            assert new_matters(by) is None


def test_a_matter_made_narrow_takes_its_promises_along(cast, worker, secretary, director):
    case = commands.open_case(secretary, title="家里的事", place=cast.home("115-402"), op=new_id())
    promise = commands.make_promise(secretary, what="明天再去看她", case=case, op=new_id())
    assert queries.promise(director, promise.pk) == promise
    told = {"title": "家里的事", "code": "other", "ring": "secretary", "version": case.version}
    commands.describe_case(secretary, case=case, op=new_id(), **told)
    with pytest.raises(NotFound):
        queries.promise(director, promise.pk)
