"""The table of moves: what may follow what, with which sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.cases import workflow as states
from zhiye.kernel.errors import Refused

ALL = sorted(states.WORDS)
SENTENCE = "等物业来看"


def follow(path: list[str]) -> str:
    """Walk the table as far as it allows, with a sentence each time."""
    state = states.NEW
    for to in path:
        try:
            states.check_move(state, to, SENTENCE)
        except Refused:
            continue
        state = to
    return state


def test_every_state_has_a_word_a_way_out_and_a_way_in():
    assert set(states.MOVES) == set(states.WORDS) == set(states.OPEN) | set(states.CLOSED)
    reached = {to for ways in states.MOVES.values() for to in ways}
    assert reached == set(states.WORDS) - {states.NEW}


def test_the_words_are_those_of_the_closed_list():
    told = [str(states.WORDS[state]) for state in (*states.OPEN, *states.CLOSED)]
    assert told == [
        *("新来的", "又来了", "在办", "等别人", "等回音"),
        *("办好了", "办好一部分", "已解释", "办不了", "退回", "并到另一件"),
    ]


@pytest.mark.parametrize("was", ALL)
@pytest.mark.parametrize("to", ALL)
def test_a_move_is_allowed_exactly_where_the_table_says(was, to):
    if to in states.MOVES[was]:
        states.check_move(was, to, SENTENCE)
    else:
        with pytest.raises(Refused) as refused:
            states.check_move(was, to, SENTENCE)
        assert refused.value.field == "state"


@pytest.mark.parametrize("to", sorted(states.REASONS))
def test_a_state_that_needs_its_sentence_refuses_blanks(to):
    with pytest.raises(Refused) as refused:
        states.check_move(states.DOING, to, " \n")
    assert refused.value.field == "reason"


def test_a_refused_move_names_the_ways_that_are_open():
    with pytest.raises(Refused, match="办好了.*不能直接改成.*新来的.*又来了"):
        states.check_move(states.DONE, states.NEW, "")


def test_a_state_nobody_knows_is_refused():
    with pytest.raises(Refused):
        states.check_move(states.NEW, "escalated", SENTENCE)


@given(st.lists(st.sampled_from([*ALL, "", "?"]), max_size=30))
def test_no_walk_leaves_the_table_or_comes_back_to_new(path):
    ended = follow(path)
    assert ended in states.WORDS
    walked = [to for to in path if to in states.WORDS]
    assert ended != states.NEW or not any(to in states.MOVES[states.NEW] for to in walked)


@given(st.lists(st.sampled_from(ALL), max_size=30))
def test_a_closed_matter_opens_only_by_coming_up_again(path):
    state = states.NEW
    for to in path:
        if to not in states.MOVES[state]:
            continue
        if not states.is_open(state) and states.is_open(to):
            assert to == states.AGAIN
        state = to


@given(st.sampled_from(ALL))
def test_every_state_can_still_be_brought_to_an_end(state):
    seen, ahead = {state}, [state]
    while ahead:
        ahead += [to for to in states.MOVES[ahead.pop()] if to not in seen]
        seen |= set(ahead)
    assert states.DONE in seen
