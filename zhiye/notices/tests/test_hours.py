"""Quiet hours over midnight, waits, the morning: plain reckoning."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from zhiye.notices.hours import Hours, hours_on, is_digest_time, is_quiet, out_of_quiet, wait_after

HERE = ZoneInfo("Asia/Shanghai")
RULES = hours_on(date(2026, 11, 21))
NOON = Hours(time(12), time(14), time(8, 30), time(12), (1, 5), 14)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)).map(lambda d: d.replace(tzinfo=HERE))


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 21, hour, minute, tzinfo=HERE)


def test_the_evening_and_the_early_morning_are_quiet():
    assert [is_quiet(at(h, m), RULES) for h, m in [(20, 59), (21, 0), (23, 59), (0, 0), (6, 59), (7, 0)]] == [
        False, True, True, True, True, False,
    ]  # fmt: skip


def test_hours_may_also_lie_within_one_day():
    assert [is_quiet(at(h), NOON) for h in (11, 12, 13, 14)] == [False, True, True, False]


def test_what_comes_up_at_night_waits_until_seven():
    assert out_of_quiet(at(22, 15), RULES) == at(7) + timedelta(days=1)
    assert out_of_quiet(at(0, 15), RULES) == at(7)
    assert out_of_quiet(at(7, 0), RULES) == at(7, 0)


def test_the_clock_of_the_wall_counts_whatever_zone_a_moment_is_in():
    assert is_quiet(at(22).astimezone(ZoneInfo("UTC")), RULES)


@given(moments, st.sampled_from([RULES, NOON]))
def test_the_end_of_the_quiet_is_never_quiet_never_before_and_less_than_a_day_away(moment, rules):
    end = out_of_quiet(moment, rules)
    assert not is_quiet(end, rules)
    assert timedelta(0) <= end - moment < timedelta(days=1)


@given(st.integers(1, 50))
def test_waits_only_grow(attempt):
    assert wait_after(attempt, RULES) <= wait_after(attempt + 1, RULES)


def test_five_attempts():
    assert RULES.attempts == 5


def test_the_digest_belongs_to_the_morning():
    assert [is_digest_time(at(h, m), RULES) for h, m in [(8, 29), (8, 30), (11, 59), (12, 0)]] == [
        False, True, True, False,
    ]  # fmt: skip


def test_there_are_rules_on_any_day():
    assert hours_on(date(2000, 1, 1)) == hours_on(date(2100, 1, 1), "620000")
