"""The table of moves: every state reached, ends are ends, who may make which move."""

import pytest

from tests.test_permission_table import PROMISED, ROLES
from zhiye.certificates.workflow import BEGINS, MOVES, NUMBERED, OPEN, REASONS, WORDS, check_move
from zhiye.kernel.errors import Refused

TABLE = """
asked     drafting  h  h  -
asked     refused   h  h  -
asked     dropped   h  h  h
drafting  waiting   h  h  h
drafting  dropped   h  h  h
waiting   approved  h  h  -
waiting   drafting  h  h  -
waiting   refused   h  h  -
waiting   dropped   h  h  h
approved  issued    h  h  h
approved  void      h  h  -
issued    issued    h  h  h
issued    void      h  h  -
"""
PROMISED_MOVES = {tuple(line.split()[:2]): line.split()[2:] for line in TABLE.strip().split("\n")}


def test_the_table_of_role_and_state_is_as_promised():
    assert {(was, to) for was, moves in MOVES.items() for to in moves} == set(PROMISED_MOVES)
    for (was, to), signs in PROMISED_MOVES.items():
        granted = [PROMISED[MOVES[was][to]][role] for role in ROLES]
        assert granted == [*signs, *["-"] * (len(ROLES) - 3)], (was, to)


def test_every_state_can_be_reached_and_has_words():
    reached = {*BEGINS, *(to for moves in MOVES.values() for to in moves)}
    assert reached == set(WORDS) == set(MOVES)


def test_what_has_a_number_keeps_it():
    for was in NUMBERED:
        assert set(MOVES[was]) <= set(NUMBERED)


def test_what_is_not_open_leads_nowhere_but_to_more_copies_and_to_void():
    closed = set(MOVES) - set(OPEN)
    assert {to for was in closed for to in MOVES[was]} == {"issued", "void"}


@pytest.mark.parametrize("was", list(WORDS))
@pytest.mark.parametrize("to", list(WORDS))
def test_no_move_outside_the_table_and_none_without_its_sentence(was, to):
    if to not in MOVES[was]:
        with pytest.raises(Refused, match="不用再点了"):
            check_move(was, to, "一句")
        return
    check_move(was, to, "一句")
    if (was, to) in REASONS:
        with pytest.raises(Refused) as refused:
            check_move(was, to, "  ")
        assert refused.value.field == REASONS[was, to][0]
