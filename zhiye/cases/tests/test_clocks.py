"""By when: never before a matter came, never on a day off, more days never earlier, extensions as allowed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.cases import deadlines
from zhiye.cases.clocks import ZONE, Limits, doubt, due_at, extended, limits, told_lines
from zhiye.cases.deadlines import CAME_BY, NATURES, Wait, read_rules
from zhiye.cases.models import NATURES as NATURES_OF_A_CASE
from zhiye.cases.models import SOURCES
from zhiye.workdays.calendar import between, is_workday

REGIONS = ("CN", "310000", "310106", "310118", "310106019", "110000")
DAY = date(2026, 11, 23)
MOMENTS = st.datetimes(datetime(2004, 1, 1), datetime(2035, 1, 1), timezones=st.sampled_from([ZONE, UTC]))
ALL = st.builds(
    limits,
    st.sampled_from(CAME_BY),
    st.sampled_from(NATURES),
    st.dates(date(1999, 1, 1), date(2030, 1, 1)),
    st.sampled_from(REGIONS),
)


@pytest.fixture(autouse=True)
def _no_own_rules() -> Iterator[None]:
    yield
    deadlines.use([])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def every() -> Iterator[Limits]:
    for region in REGIONS:
        for source in CAME_BY:
            yield from (limits(source, nature, DAY, region) for nature in NATURES)


@given(received=MOMENTS, days=st.integers(0, 60))
def test_an_end_lies_behind_the_start_on_a_working_day_as_the_office_closes(
    received: datetime, days: int
) -> None:
    end = due_at(received, days)
    assert end > received
    assert end.tzinfo is ZONE
    assert end.time() == time(17, 30)
    assert is_workday(end.date())


@given(received=MOMENTS, days=st.integers(1, 60))
def test_so_many_working_days_lie_between(received: datetime, days: int) -> None:
    assert between(received.astimezone(ZONE).date(), due_at(received, days).date()) == days


@given(received=MOMENTS, days=st.integers(0, 60), more=st.integers(0, 20), later=st.integers(0, 5000))
def test_more_days_or_a_later_start_never_end_earlier(
    received: datetime, days: int, more: int, later: int
) -> None:
    assert due_at(received, days) <= due_at(received, days + more)
    assert due_at(received, days) <= due_at(received + timedelta(minutes=later), days)


@pytest.mark.parametrize(
    "received, days, end",
    [
        ("2026-11-23T09:00", 1, "2026-11-24T17:30"),
        ("2026-11-20T23:30", 1, "2026-11-23T17:30"),  # Friday night: Monday
        ("2026-11-21T10:00", 1, "2026-11-23T17:30"),  # Saturday: Monday as well
        ("2026-11-23T09:00", 0, "2026-11-23T17:30"),
        ("2026-11-23T17:30", 0, "2026-11-24T17:30"),  # the office has closed
        ("2026-02-13T15:00", 1, "2026-02-14T17:30"),  # a Saturday that is worked
        ("2026-02-13T15:00", 2, "2026-02-24T17:30"),  # over 春节
        ("2026-09-30T15:00", 5, "2026-10-13T17:30"),  # over 国庆, with the worked Saturday
    ],
)
def test_days_we_looked_up(received: str, days: int, end: str) -> None:
    assert due_at(at(received), days) == at(end)


def test_the_day_is_that_of_the_street_not_of_greenwich() -> None:
    assert due_at(datetime(2026, 11, 23, 17, tzinfo=UTC), 1) == at(
        "2026-11-25T17:30"
    )  # there it is Tuesday already


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due_at(datetime(2026, 11, 23), 1)


@given(found=ALL, due=MOMENTS, days=st.integers(-3, 30), given_before=st.integers(0, 4))
def test_an_extension_never_gives_more_than_is_allowed(
    found: Limits, due: datetime, days: int, given_before: int
) -> None:
    new = found.extended(due, days, given_before)
    allowed = given_before < found.extensions and 1 <= days <= found.extension_most
    assert (new is not None) is allowed
    if new:
        assert due < new <= extended(due, found.extension_most)


@given(found=ALL, received=MOMENTS)
def test_all_extensions_together_stay_within_a_complex_matter(found: Limits, received: datetime) -> None:
    due, last = found.answer_by(received), found.complex_by(received)
    if due is None or last is None:
        return
    for number in range(found.extensions):
        due = found.extended(due, found.extension_most, number)
        assert due is not None
    assert due <= last


@given(found=ALL, received=MOMENTS, hours=st.integers(0, 200))
def test_who_is_reminded_is_reminded_between_start_and_end(
    found: Limits, received: datetime, hours: int
) -> None:
    due = received + timedelta(hours=hours)
    soon = found.soon_at(received, due)
    assert soon is None or received < soon < due
    assert soon is None or is_workday(soon.date())


@given(found=ALL, received=MOMENTS, due=MOMENTS)
def test_overdue_is_told_at_the_end_or_later_in_order(
    found: Limits, received: datetime, due: datetime
) -> None:
    moments = [found.overdue_at(due, step) for step in found.overdue]
    assert moments == sorted(moments)
    assert all(moment >= due for moment in moments)


@given(received=MOMENTS, hours=st.integers(1, 30), more=st.integers(1, 20))
def test_working_hours_pass_in_office_hours_only(received: datetime, hours: int, more: int) -> None:
    deadlines.use(_own(f"contact_hours = {hours}"))
    found = limits("hotline", "help", DAY).contact_by(received)
    deadlines.use(_own(f"contact_hours = {hours + more}"))
    later = limits("hotline", "help", DAY).contact_by(received)
    deadlines.use([])
    assert found is not None
    assert later is not None
    assert received + timedelta(hours=hours) <= found < later
    assert is_workday(found.date())
    assert time(9) < found.time() <= time(17, 30)


@pytest.mark.parametrize(
    "received, end",
    [
        ("2026-11-23T10:00", "2026-11-23T12:00"),
        ("2026-11-23T07:00", "2026-11-23T11:00"),
        ("2026-11-23T16:30", "2026-11-24T10:00"),
        ("2026-11-23T15:30", "2026-11-23T17:30"),
        ("2026-11-20T20:00", "2026-11-23T11:00"),
    ],
)
def test_two_working_hours(received: str, end: str) -> None:
    deadlines.use(_own("contact_hours = 2"))
    assert limits("hotline", "help", DAY).contact_by(at(received)) == at(end)


def test_the_reminder_of_a_short_limit_comes_in_the_morning_of_its_last_day() -> None:
    found = limits("hotline", "help", DAY)
    assert found.soon_at(at("2026-11-23T10:00"), at("2026-11-30T17:30")) == at("2026-11-27T09:00")
    assert found.soon_at(at("2026-11-23T10:00"), at("2026-11-24T17:30")) == at("2026-11-24T09:00")
    assert found.soon_at(at("2026-11-23T10:00"), at("2026-11-23T17:30")) is None


def test_overdue_steps_of_a_ticket() -> None:
    found = limits("hotline", "help", DAY)
    due = at("2026-11-27T17:30")
    told = [(step.to, found.overdue_at(due, step)) for step in found.overdue]
    assert told == [
        ("owner", due),
        ("secretary", at("2026-11-30T09:00")),
        ("street", at("2026-12-04T09:00")),
    ]


def test_what_the_committee_notes_itself_has_no_end() -> None:
    for source in ("desk", "counter", "phone", "street"):
        found = limits(source, "help", DAY)
        assert (found.contact, found.answer, found.complex) == (None, None, None)
        assert found.answer_by(at("2026-11-23T10:00")) is found.contact_by(at("2026-11-23T10:00")) is None
        assert found.attempts == 3


def test_what_the_door_promises() -> None:
    found = limits("door", "report", DAY)
    assert (found.contact, found.answer) == (Wait(days=1), 3)
    assert found.sources["answer"] == "本产品的默认承诺，各地可改"


@pytest.mark.parametrize(
    "region, nature, answer, source",
    [
        ("310106", "consult", 1, "大宁路"),
        ("310106", "advice", 1, "大宁路"),
        ("310106", "complaint", 5, "大宁路"),
        ("310106", "report", 5, "默认"),
        ("310106019", "consult", 1, "大宁路"),  # a street of the district
        ("310118", "consult", 5, "夏阳"),
        ("310000", "consult", 2, "默认"),
        ("110000", "help", 5, "默认"),
    ],
)
def test_regions_differ_and_say_where_they_have_it_from(
    region: str, nature: str, answer: int, source: str
) -> None:
    found = limits("hotline", nature, DAY, region)
    assert found.answer == answer
    assert source in found.sources["answer"]


def test_a_line_the_district_is_silent_about_is_left_to_the_default() -> None:
    found = limits("hotline", "help", DAY, "310106")
    assert (found.complex, found.extension_most, found.redo) == (15, 10, 3)
    assert "默认" in found.sources["contact"]


def test_before_a_district_told_its_rules_the_default_holds() -> None:
    assert limits("hotline", "consult", date(2019, 12, 3), "310106").answer == 2
    assert limits("hotline", "consult", date(1970, 1, 1), "310106").attempts == 3


def test_sources_and_natures_are_those_of_a_matter() -> None:
    assert set(CAME_BY) == {code for code, _name in SOURCES}
    assert set(NATURES) == {code for code, _name in NATURES_OF_A_CASE}


def test_every_combination_is_whole_and_can_be_read() -> None:
    for found in every():
        lines = told_lines(found)
        assert all(label and told and source for label, told, source in lines)
        assert len(lines) >= 3
        if found.complex is not None:
            assert found.answer is not None
            assert found.complex >= found.answer


def test_an_end_in_a_year_nobody_told_says_so() -> None:
    assert doubt(at("2026-12-31T17:30")) == ""
    assert "2027" in doubt(at("2027-01-04T17:30"))


def _own(line: str, **more: Any) -> list[Any]:
    about = f'source = "本居民区"\neffective_from = 2020-01-01\n{line}\n'
    return read_rules(deadlines.tomllib.loads(f"[[rule]]\n{about}"))


def test_a_place_s_own_rule_wins_and_leaves_the_rest() -> None:
    deadlines.use(_own("answer = 4"))
    found = limits("hotline", "consult", DAY, "310106")
    assert found.answer == 4
    assert found.sources["answer"] == "本居民区（全国，2020-01-01起）"
    assert found.redo == 3
    assert limits("hotline", "consult", date(2019, 12, 31), "310106").answer == 1  # before it was decided


def test_a_place_may_promise_nothing_and_may_tell_nobody() -> None:
    deadlines.use(_own('answer = "none"\noverdue = []\ncontact = "none"'))
    found = limits("door", "report", DAY)
    assert (found.answer, found.contact, found.overdue) == (None, None, ())


def test_a_place_s_own_office_hours_win() -> None:
    told = '[[office]]\nbegins = "08:30"\nends = 20:00:00\nsource = "错时"\neffective_from = 2020-01-01\n'
    deadlines.use(read_rules(deadlines.tomllib.loads(told)))
    assert due_at(at("2026-11-23T19:00"), 0) == at("2026-11-23T20:00")
    assert limits("door", "report", DAY).answer_by(at("2026-11-23T19:00")) == at("2026-11-26T20:00")
