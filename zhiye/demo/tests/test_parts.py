"""The pieces the street is made of."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.demo import naming
from zhiye.demo.ages import Births, calendar, last_birth
from zhiye.demo.families import make_family
from zhiye.demo.plan import apportion
from zhiye.demo.quotas import household_sizes
from zhiye.people.birth import age_on

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(DAYS, st.integers(0, 100))
def test_the_last_birth_of_an_age_is_the_day_before_which_nobody_is_younger(today, age):
    last = date.fromordinal(last_birth(today, age))
    assert age_on(last, today) == age
    assert age_on(last + timedelta(days=1), today) == age - 1


@given(st.integers(0, 10**6), st.lists(st.floats(0.1, 9), min_size=1, max_size=20))
def test_apportioned_parts_add_up_and_stay_next_to_their_share(total, weights):
    parts = apportion(total, weights)
    assert sum(parts) == total
    assert all(abs(part - total * w / sum(weights)) <= 1 for part, w in zip(parts, weights, strict=True))


@given(st.data())
def test_household_sizes_add_up_and_leave_room_for_those_alone(data):
    sizes = data.draw(st.lists(st.integers(1, 6), min_size=1, max_size=60))
    alone = data.draw(st.integers(0, sizes.count(1)))
    if alone == len(sizes) and sum(sizes) != alone:
        alone = 0
    drawn = household_sizes(Random(1), sum(sizes), len(sizes), alone)
    assert (sum(drawn), len(drawn)) == (sum(sizes), len(sizes))
    assert drawn.count(1) >= alone
    assert max(drawn) <= 6


@given(st.integers(-400, 400))
def test_a_folded_day_lies_within_the_range(day):
    assert 0 <= Births(0, 100).fold(day) <= 100


@pytest.mark.parametrize(
    "sex, year, name",
    [("1", 1948, "建国"), ("2", 1948, "秀英"), ("1", 2013, "梓轩"), ("2", 2013, "子涵")],
)
def test_given_names_belong_to_their_decade(sex, year, name):
    rng = Random(2)
    drawn = [naming.draw_given(rng, sex, year) for _ in range(3000)]
    elsewhere = [naming.draw_given(rng, sex, 2013 if year < 1990 else 1948) for _ in range(3000)]
    assert drawn.count(name) > 20
    assert elsewhere.count(name) == 0


def test_surnames_are_as_frequent_as_in_the_register():
    rng = Random(3)
    drawn = [naming.draw_surname(rng) for _ in range(20_000)]
    assert 0.05 < drawn.count("王") / len(drawn) < 0.11
    assert drawn.count("王") > drawn.count("黄") > drawn.count("龚")


def test_names_already_taken_in_the_household_are_not_drawn_again():
    taken: set[str] = set()
    for _ in range(40):
        taken.add(naming.draw_name(Random(4), "王", "2", 1950, taken))
    assert len(taken) == 40


def test_no_denied_name_is_ever_drawn(monkeypatch):
    monkeypatch.setattr(naming, "is_denied", lambda name: name.endswith("英"))
    rng = Random(5)
    assert not any(naming.draw_name(rng, "李", "2", 1945, set()).endswith("英") for _ in range(500))


@given(
    st.integers(0, 10**6),
    st.sampled_from([(s, e, a) for s in range(2, 7) for e in (1, 2) for a in (False, True)]),
)
def test_a_family_has_the_elders_asked_for_and_no_others(seed, asked):
    size, elders, aged = asked
    today = date(2026, 11, 21)
    family = make_family(Random(seed), calendar(today), size, elders, aged)
    years = [age_on(date.fromordinal(member.born), today) for member in family.members]
    assert len(years) == size
    assert sum(age >= 60 for age in years) == elders
    assert sum(age >= 80 for age in years) == (elders if aged else 0)
    assert family.relations.count("02") == 1
