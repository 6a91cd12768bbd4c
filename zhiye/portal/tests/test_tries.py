"""A million tries find no receipt: how many are looked at, whatever their pace, and what chance they have."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from zhiye.portal.limits import DIGITS, WRONG
from zhiye.portal.numbers import SLIP_BITS, read_digits, six_digits, slip_token
from zhiye.portal.tries import Rule, Tally, counted, eased, most_wrong

START = datetime(2026, 11, 21, tzinfo=UTC)
DAY, YEAR = timedelta(days=1), timedelta(days=365)
SPACE = 10**DIGITS
AT_A_DOOR = 40  # open receipts that one door answers for: many for a building of a hundred homes
IN_A_COMMITTEE = 60  # doors with a code


def looked_at(rule: Rule, moments: list[datetime]) -> int:
    """How many of wrong tries at ``moments`` are looked at."""
    tally, seen = Tally(), 0
    for moment in moments:
        if not tally.is_shut(moment):
            tally, seen = counted(tally, rule, moment), seen + 1
    return seen


@given(
    st.sampled_from(sorted(WRONG)),
    st.lists(st.integers(0, 3 * 86400), min_size=1, max_size=300),
)
@settings(max_examples=150, deadline=None)
def test_however_tries_are_spread_few_are_looked_at(name, gaps):
    rule, moment, moments = WRONG[name], START, []
    for gap in gaps:
        moment += timedelta(seconds=gap)
        moments.append(moment)
    assert looked_at(rule, moments) <= most_wrong(rule, moments[-1] - START)


@given(st.sampled_from(sorted(WRONG)), st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_whoever_comes_the_moment_a_lock_opens_gains_little(name, days):
    rule, tally, moment, seen = WRONG[name], Tally(), START, 0
    while moment < START + days * DAY:
        tally, seen = counted(tally, rule, moment), seen + 1
        moment = max(moment, tally.shut_until or moment)
    assert seen <= most_wrong(rule, days * DAY)


def test_a_million_tries_in_a_day_find_a_receipt_of_a_door_once_in_a_thousand_days():
    moments = [START + DAY * n / 1_000_000 for n in range(1_000_000)]
    seen = looked_at(WRONG["door"], moments)
    assert seen <= WRONG["door"].most + 6
    assert seen * AT_A_DOOR / SPACE < 0.001


def test_a_million_tries_over_a_year_at_all_doors_of_a_committee_find_none_more_likely_than_not():
    rule = WRONG["committee"]
    gap = timedelta(seconds=YEAR.total_seconds() / 1_000_000)
    seen = looked_at(rule, [START + gap * n for n in range(1_000_000)])
    assert seen < 100, "one who never stops meets locks of a week"
    assert seen * AT_A_DOOR / SPACE < 0.005


def test_the_slow_one_who_never_runs_into_a_lock_needs_years():
    """The pace below which nothing shuts: most - 1 a window at a door. A million tries take three centuries."""
    rule = WRONG["door"]
    a_day = (rule.most - 1) * (DAY / rule.window)
    assert 1_000_000 / a_day > 300 * 365
    assert a_day * 365 * AT_A_DOOR / SPACE < 0.11  # in a whole year, for one sentence without a name


def test_a_lock_doubles_up_to_its_longest_and_quiet_days_forgive():
    rule = Rule(2, timedelta(hours=24), timedelta(hours=1), timedelta(hours=8))
    tally = counted(counted(Tally(), rule, START), rule, START)
    locks = []
    for _n in range(6):
        locks.append(tally.shut_until)
        tally = counted(tally, rule, tally.shut_until)
    hours = [(after - before).total_seconds() / 3600 for before, after in zip(locks, locks[1:], strict=False)]
    assert hours == [2, 4, 8, 8, 8]
    assert eased(tally, rule, tally.shut_until + timedelta(hours=23)).level == tally.level
    assert eased(tally, rule, tally.shut_until + timedelta(days=30)) == Tally(tally.count, tally.since)


def test_tries_while_shut_are_not_counted():
    rule = WRONG["door"]
    tally = Tally()
    for _n in range(rule.most):
        tally = counted(tally, rule, START)
    assert tally.is_shut(START + timedelta(minutes=59))
    assert not tally.is_shut(START + timedelta(minutes=60))


def test_a_slip_has_more_than_128_bits_and_all_numbers_are_possible():
    assert SLIP_BITS >= 128
    assert len({slip_token() for _n in range(1000)}) == 1000
    assert all(len(six_digits()) == DIGITS and six_digits().isdigit() for _n in range(100))


@given(st.text())
def test_digits_are_read_out_of_anything(text):
    assert set(read_digits(text)) <= set("0123456789")


def test_full_width_digits_and_blanks_are_read():
    assert read_digits("３８ 12-09") == "381209"
