"""Figures of activities: what is counted is what is listed is what was recorded, whatever was recorded."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhiye.activities import commands
from zhiye.activities.kinds import KINDS, TALLIES
from zhiye.activities.reading import people_on
from zhiye.activities.tests.make import held
from zhiye.figures import counting
from zhiye.figures.headings import HEADINGS
from zhiye.figures.periods import month_of, year_of
from zhiye.figures.registry import FIGURES, SENTENCES
from zhiye.figures.sentences import report
from zhiye.figures.units import UNITS
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id

pytestmark = pytest.mark.django_db
NOVEMBER = month_of(date(2026, 11, 1))
OURS = {code: figure for code, figure in FIGURES.items() if figure.room == "activities"}


def counted(actor, cast, code, period=NOVEMBER):
    return counting.count(actor, FIGURES[code], cast.committee, period)


def test_the_kinds_are_told_whole():
    for kind in KINDS.values():
        assert kind.unit in UNITS
        assert kind.heading in HEADINGS
    assert {one.unit for one in TALLIES.values()} <= set(UNITS)


_recorded = st.lists(
    st.tuples(
        st.sampled_from([code for code, kind in KINDS.items() if not kind.daily]),
        st.sampled_from(["", *HEADINGS]),
        st.integers(-40, 20),  # days from today, some planned
        st.none() | st.integers(0, 400),
        st.booleans(),  # withdrawn
    ),
    max_size=7,
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_recorded)
def test_figure_list_and_recount_are_one(cast, worker, supervisor, recorded):
    before = {code: counted(worker, cast, code) for code in OURS}
    expected: Counter[str] = Counter()
    for kind, heading, days, heads, withdrawn in recorded:
        on = clock.today() + timedelta(days=days)
        one = held(worker, kind, on, heading=heading, person_times=heads)
        if withdrawn:
            commands.withdraw_activity(worker, activity=one, op=new_id())
        elif days <= 0 and NOVEMBER.contains(on):
            for part in (kind, heading or KINDS[kind].heading):
                expected[f"activities.{part}"] += 1
                expected[f"activities.{part}_heads"] += heads or 0
            expected[f"activities.{KINDS[kind].heading}_named_heads"] += heads or 0
    for code, figure in OURS.items():
        count = counted(worker, cast, code)
        assert count - before[code] == expected[code]
        assert counted(supervisor, cast, code) == count
        rows = counting.all_rows(worker, figure, cast.committee, NOVEMBER)
        assert sum(row.counts for row in rows) == count
        assert all(row.line for row in rows)


def test_a_desk_tells_orders_days_and_their_average(cast, worker, street_officer):
    for day in range(2, 5):
        orders = {"orders": 14 + day, "registered": 2}
        held(worker, "service_point", date(2026, 11, day), title="菜篮子", person_times=20, tallies=orders)
    share = counting.share(worker, "activities.orders_a_day", cast.committee, NOVEMBER)
    assert (share.count, share.of, share.value) == (51, 3, 17.0)
    assert counted(worker, cast, "activities.registered") == 6
    rows = counting.all_rows(street_officer, FIGURES["activities.orders"], cast.committee, NOVEMBER)
    assert [(row.counts, row.line) for row in rows] == [(18, None), (17, None), (16, None)]


def test_the_report_says_only_what_there_was(cast, worker):
    held(worker, "lecture", person_times=40, title="防诈骗")
    held(worker, "joint_meeting")
    told = report(worker, cast.committee, year_of(clock.today()))
    mine = [one for one in told.told if "activities." in str(one.sentence.text)]
    said = ["".join(p if isinstance(p, str) else f"{p.count}" for p in one.pieces) for one in mine]
    assert said == ["讲座、宣讲 1，来了 40。", "联席会 1。"]
    orders = [one.order for one in SENTENCES]
    assert len(orders) == len(set(orders))


def test_who_came_is_told_beside_what_they_came_to(cast, worker):
    """Neither a desk's people nor those of a lecture under another heading are told of a service day."""
    held(worker, "service_day", person_times=30)
    held(worker, "service_point", title="菜篮子", person_times=360)
    held(worker, "lecture", person_times=40, heading="joint")
    told = report(worker, cast.committee, NOVEMBER)
    mine = [one for one in told.told if "activities." in str(one.sentence.text)]
    said = ["".join(p if isinstance(p, str) else f"{p.count}" for p in one.pieces) for one in mine]
    assert said == ["便民服务日 1，来了 30。", "服务点开了 1，来了 360。", "讲座、宣讲 1，来了 40。"]


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        (["序号 称呼 门牌", "1 王阿姨", "2", "3 李四 29号"], 2),
        (["歌会签到", "姓 名 电话", "张三", "李四", ""], 2),
        (["张三", "李四 9号"], 2),
        (["签名"], 0),
        ([], 0),
    ],
)
def test_rows_with_a_name_below_the_head_are_people(rows, people):
    assert people_on(rows) == people
