"""The month and the year that the invented street tells come out of records, exactly; every list opens."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.accounts.commands import grant_role
from zhiye.demo import chronicle
from zhiye.demo.month import figures_wanted
from zhiye.demo.stories import TOLD_OF
from zhiye.demo.told_days import days_of, each_week, rounds, spread, told_month, told_year, working_days
from zhiye.demo.year import YEAR
from zhiye.figures import counting
from zhiye.figures.periods import Period, month_of, year_of
from zhiye.kernel import clock
from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id
from zhiye.overview.models import Question, Story
from zhiye.people.enrol import enrol
from zhiye.people.records import HomeRecord, PersonRecord
from zhiye.places.commands import add_place
from zhiye.places.records import BuildingRecord

BY, LONG_AGO = System("demo"), timedelta(days=500)


def count(code, place, period):
    """The figure, which is the length of the list behind it."""
    figure = counting.figure_of(code)
    opened = counting.opened(BY, figure, place, period)
    assert opened.count == sum(row.counts for row in counting.all_rows(BY, figure, place, period))
    assert not opened.lines or opened.rows
    return opened.count


def settle(committee, homes):
    """So many people, each at home alone."""
    people = [
        PersonRecord(
            str(n), f"{'赵钱孙李周吴郑冯'[n % 8]}{'一二三四五六七八九十'[n // 8 % 10]}{'甲乙丙丁戊己庚辛'[n // 80]}",
            sex="2", home=HomeRecord("梧桐花园", "9", "", str(100 + n)), household=str(n), relation="02",
            lives_here=True, registered_here=True,
        )
        for n in range(homes)
    ]  # fmt: skip
    buildings = [BuildingRecord("梧桐花园", "9", 6, False, ())]
    enrol(BY, committee=committee, people=people, buildings=buildings, source="试", op=new_id())


def tell(cast, today, *names):
    """Everything but the people, as ``zhiye demo`` tells it; answers the committees by their names."""
    known = {cast.committee.name: cast.committee, cast.neighbour.name: cast.neighbour}
    for n, name in enumerate(name for name in names if name not in known):
        given = {"kind": "committee", "code": f"5{n}", "name": name}
        known[name] = add_place(BY, parent=cast.street, op=new_id(), **given)
    with clock.frozen(today - LONG_AGO):
        chronicle.open_colleagues(BY, known)
        for login, role in {"shegong": "director", "zhuren": "secretary", "shuji": "director"}.items():
            grant_role(BY, member=cast.user(login), role=role, place=cast.committee, op=new_id())
    with clock.frozen(today):
        chronicle.tell_the_year(BY, known)
    return known


@pytest.mark.django_db
def test_the_told_month_and_year_come_out_of_their_records(cast):
    """Takes seconds: about two thousand records, each by its command."""
    settle(cast.committee, 520)
    today = clock.now()
    places = tell(cast, today, *[series["committee"] for series in YEAR["series"]], YEAR["desk"]["committee"])
    month, year = month_of(told_month(clock.today()).first), year_of(told_year(clock.today()).first)
    for code, wanted in figures_wanted():
        assert count(code, places[TOLD_OF], month) == wanted, code
    assert count("activities.deliberation", places[TOLD_OF], month.before) == 28
    assert count("activities.service_day_heads", places["红砖居民区"], year) == 890
    assert count("activities.charity", places["南山居民区"], year) == 32
    assert count("activities.charity_heads", places["南山居民区"], year) == 366
    assert count("activities.registered", places["河湾居民区"], year) == 475
    share = counting.share(BY, "activities.orders_a_day", places["河湾居民区"], year)
    assert (share.count, share.of, share.value) == (3304, 222, 14.88)
    assert count("activities.class", places["香樟居民区"], month_of(date(2026, 10, 1))) == 4
    heads = [row.counts for row in grown(places["海棠居民区"], year)]
    assert (heads[-1], heads[0]) == (12, 43)
    assert count("cases.handed_up", cast.street, year) == 2
    assert {one.heading for one in Story.objects.all()} == {"difficulties", "culture", "order", "joint"}
    assert set(Question.objects.values_list("state", flat=True)) == {"asked", "answered"}


def grown(place, year):
    """Every meeting of the group, newest first."""
    return counting.all_rows(BY, counting.figure_of("activities.volunteering_heads"), place, year)


@pytest.mark.django_db
@pytest.mark.parametrize("today", [datetime(2027, 1, 1, 1, tzinfo=UTC), datetime(2028, 2, 29, 3, tzinfo=UTC)])
def test_a_street_with_few_homes_tells_of_as_many_as_there_are_on_any_day(cast, today):
    places = tell(cast, today)
    with clock.frozen(today):
        month = month_of(told_month(clock.today()).first)
        told = {code: count(code, places[TOLD_OF], month) for code, _wanted in figures_wanted()}
    wanted = dict(figures_wanted())
    homes = count("people.households", places[TOLD_OF], month_of(clock.today()))
    assert 0 < told.pop("visits.first") < told.pop("visits.homes") <= homes
    assert told == {code: wanted[code] for code in told}


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_what_is_told_lies_before_today_and_is_long_enough_to_tell(today):
    month, year = told_month(today), told_year(today)
    assert month.last <= today
    assert year.last <= today
    assert month.first.day == 1
    assert (today - month.last).days < 28
    assert len(working_days(month)) >= 9
    assert len([day for day in days_of(year) if day.weekday() != 6]) >= YEAR["desk"]["days"]
    assert all(len(each_week(whole, 2)) == 4 for whole in year.months[:-1])


@given(st.integers(0, 60), st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(6, 40))
def test_days_are_spread_in_order_from_one_end_to_the_other(number, first, length):
    days = rounds(Period(first, first + timedelta(days=length)))
    found = spread(number, days)
    assert len(found) == number
    assert found == sorted(found)
    assert set(found) <= set(days)
