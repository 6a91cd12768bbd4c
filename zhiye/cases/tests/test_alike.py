"""When two matters look like one: what counts, what does not, and that nobody is shown what is not theirs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.cases import alike, commands, queries
from zhiye.cases.alike import Look, likeness, pairs, place_word, weights_of
from zhiye.cases.tests.matters import moved, opened
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.kernel.paths import SEGMENT

DAY = date(2026, 11, 2)
STREET, COMMITTEE = "s" * SEGMENT, "c" * SEGMENT


def path(*codes: str) -> str:
    return STREET + COMMITTEE + "".join(code.zfill(SEGMENT) for code in codes)


def look(text: str, at: str = path("1", "115", "402"), day: date = DAY) -> Look:
    return Look(pairs(text), at, day)


LOOKS = st.builds(
    look,
    st.text("楼道灯不亮漏水您好谢，。", max_size=12),
    st.sampled_from([path(), path("1"), path("1", "115"), path("1", "115", "402"), path("2", "3")]),
    st.integers(0, 200).map(lambda n: DAY + timedelta(days=n)),
)


@given(LOOKS, LOOKS, st.lists(LOOKS, max_size=5))
def test_likeness_is_between_0_and_1_and_the_same_both_ways(one, other, others):
    weights = weights_of([one, other, *others])
    there, back = likeness(one, other, weights), likeness(other, one, weights)
    assert 0 <= there.score <= 1 + 1e-9
    assert there.score == pytest.approx(back.score)


@given(LOOKS, st.lists(LOOKS, max_size=5))
def test_the_same_words_at_the_same_door_on_the_same_day_are_wholly_alike(one, others):
    score = likeness(one, one, weights_of([one, *others])).score
    home = len(one.path) > 2 * SEGMENT
    assert score == pytest.approx((1 if home else 0.85) if one.pairs else 0)


def test_polite_words_alone_make_nothing_alike():
    assert pairs("您好，请问，谢谢") == frozenset()
    one, other = look("您好，楼道灯不亮，谢谢"), look("您好，有人高空抛物，谢谢")
    assert likeness(one, other, weights_of([one, other])).words == 0


def test_what_everybody_writes_counts_less_than_what_only_two_write():
    one, noise = look("噪音扰民很大，兰舟网吧"), look("噪音扰民很大，东升小区")
    shop = look("兰舟网吧占道，东升小区", day=DAY)
    crowd = [look(f"噪音扰民很大，{n}号") for n in range(30)]
    weights = weights_of([one, noise, shop, *crowd])
    assert likeness(one, shop, weights).words > likeness(one, noise, weights).words


@pytest.mark.parametrize(
    "one, other, word",
    [
        (path("1", "115", "402"), path("1", "115", "402"), "same"),
        (path("1", "115"), path("1", "115", "402"), "same"),
        (path("1", "115", "502"), path("1", "115", "402"), "building"),
        (path("1", "116", "402"), path("1", "115", "402"), "elsewhere"),
        (path(), path("1", "115", "402"), "unknown"),
        (path(), path(), "unknown"),
        (path("1"), path("1", "115", "402"), "unknown"),
        (path("1"), path("2"), "elsewhere"),
    ],
)
def test_where_two_matters_are(one, other, word):
    assert place_word(one, other) == word == place_word(other, one)


def test_farther_days_and_other_places_make_less_alike():
    one = look("楼道灯不亮")
    weights = weights_of([one])
    score = {
        n: likeness(one, look("楼道灯不亮", day=DAY + timedelta(days=n)), weights).score for n in (0, 30, 60)
    }
    assert score[0] > score[30] > score[60]
    there = likeness(one, look("楼道灯不亮", path("2", "3", "101")), weights)
    assert there.score < score[60]


@pytest.mark.django_db
class TestAsking:
    def asked(self, by, cast, text="厨房顶上在漏水", door="115-402"):
        return queries.suggestions(by, text, cast.home(door), clock.today())

    def test_one_that_is_in_hand_is_shown_with_its_reason(self, cast, worker):
        case = opened(worker, cast)
        opened(worker, cast, title="有人在楼下遛狗不牵绳")
        (twin,) = self.asked(worker, cast)
        assert twin.case == case
        assert twin.why == "同一个地方，说的差不多，同一天"
        assert twin.score >= alike.ENOUGH

    def test_an_ended_one_is_shown_too_since_it_may_have_come_up_again(self, cast, worker):
        case = opened(worker, cast)
        moved(worker, case, "done", unasked="no_contact")
        assert [twin.case for twin in self.asked(worker, cast)] == [case]

    def test_one_joined_to_another_or_withdrawn_is_not(self, cast, worker):
        case, into = opened(worker, cast), opened(worker, cast, title="厨房顶漏水了")
        commands.merge_cases(worker, case=case, into=into, version=case.version, op=new_id())
        assert [twin.case for twin in self.asked(worker, cast)] == [into]
        commands.withdraw_case(worker, case=into, op=new_id())
        assert self.asked(worker, cast) == []

    def test_a_ring_one_is_not_in_gives_no_hint(self, cast, worker, secretary, grid_worker):
        case = opened(secretary, cast, ring="secretary")
        assert [twin.case for twin in self.asked(secretary, cast)] == [case]
        assert self.asked(worker, cast) == []
        other = opened(worker, cast)
        assert queries.twins_of(worker, [other]) == {}
        assert queries.twins_of(secretary, [other])[other.pk].case == case

    def test_no_more_than_asked_for(self, cast, worker):
        for _n in range(4):
            opened(worker, cast)
        assert len(self.asked(worker, cast)) == 3
        assert queries.suggestions(worker, "", cast.home("115-402"), clock.today()) == []

    def test_without_a_place_it_is_the_own_committee(self, cast, worker):
        case = opened(worker, cast)
        (twin,) = queries.suggestions(worker, "厨房顶上漏水", None, clock.today())
        assert twin.case == case

    def test_both_of_a_pair_in_a_list_point_to_each_other_and_ended_ones_to_nothing(self, cast, worker):
        one, other = opened(worker, cast), opened(worker, cast, title="厨房顶上漏水厉害")
        lone = opened(worker, cast, title="有人在楼下遛狗不牵绳")
        found = queries.twins_of(worker, [one, other, lone])
        assert {key: twin.case.pk for key, twin in found.items()} == {one.pk: other.pk, other.pk: one.pk}
        moved(worker, other, "done", unasked="no_contact")
        assert queries.twins_of(worker, [one, other]) == {}

    def test_a_list_asks_no_more_questions_when_it_is_longer(
        self, cast, worker, django_assert_max_num_queries
    ):
        cases = [opened(worker, cast, title=f"楼道灯不亮{n}") for n in range(6)]
        queries.twins_of(worker, cases[:1])
        with django_assert_max_num_queries(6):
            queries.twins_of(worker, cases)
