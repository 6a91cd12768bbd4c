"""Deciding what a sheet means for the register, without a database."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from zhiye.kernel.sealing import blind_index
from zhiye.people.enrol import CHANGED, DOUBTFUL, NEW, SAME, Choice, Snapshot
from zhiye.people.enrol.planning import plan_rows
from zhiye.people.enrol.snapshot import Known
from zhiye.people.id_number import make_id_number
from zhiye.people.records import HomeRecord, PersonRecord

HOME, OTHER_HOME = UUID(int=10), UUID(int=11)
BORN = date(1950, 3, 8)
ID, OTHER_ID = make_id_number("990101", BORN, 120), make_id_number("990101", BORN, 140)
DOOR = HomeRecord("梧桐花园", "115", "", "402")


def row(**differing: Any) -> PersonRecord:
    """李秀英 as a sheet has her."""
    facts = {"id_number": ID, "sex": "2", "birth": BORN, "birth_precision": "day", "home": DOOR}
    return PersonRecord(**{"key": "1", "name": "李秀英"} | facts | differing)


def register(*people: Known) -> Snapshot:
    """A register in which these people live in their homes."""
    snapshot = Snapshot(default_estate="梧桐花园")
    snapshot.homes = {("梧桐花园", "115", "", "402"): HOME, ("梧桐花园", "115", "", "501"): OTHER_HOME}
    for known in people:
        snapshot.people[known.id] = known
        if known.id_index:
            snapshot.by_id_index[known.id_index].append(known.id)
        if known.birth:
            snapshot.by_name_birth[(known.name, known.birth)].append(known.id)
        if known.home:
            snapshot.by_name_home[(known.name, known.home)].append(known.id)
            snapshot.residences[(known.id, known.home)] = {
                "id": UUID(int=99), "person_id": known.id, "home_id": known.home, "relation": "", "tenure": "",
                "lives_here": True, "registered_here": None, "household_id": None,
            }  # fmt: skip
    return snapshot


def known(id_: int = 1, **differing: object) -> Known:
    """李秀英 of 115-402 as the register knows her."""
    facts = Known(UUID(int=id_), "李秀英", "2", BORN, "day", blind_index(ID), True, HOME, "", True)
    return replace(facts, **differing)


def decide(sheet: PersonRecord, *people: Known, sheet_wins: bool = True):
    return plan_rows([sheet], register(*people), Choice(sheet_wins)).decisions[0]


def test_an_unknown_person_is_new():
    assert decide(row()).action == NEW


def test_the_same_person_is_the_same():
    assert decide(row(), known()).action == SAME


def test_an_empty_cell_never_takes_anything_away():
    assert decide(PersonRecord("1", "李秀英", home=DOOR), known(note="耳背")).action == SAME


@pytest.mark.parametrize(
    "sheet, people",
    [
        (row(id_number=ID, name="李秀英", home=None, birth=None, birth_precision=""), (known(),)),
        (row(id_number="", home=None), (known(id_index="", has_id=False),)),
        (row(id_number="", birth=None, birth_precision=""), (known(birth=None, birth_precision=""),)),
        (row(id_number="", birth=date(1950, 1, 1), birth_precision="year"), (known(),)),
        (row(id_number="", birth=date(1951, 1, 1), birth_precision="age"), (known(),)),
    ],
)
def test_the_number_or_name_and_birth_or_name_and_home_find_the_person(sheet, people):
    decision = decide(sheet, *people)
    assert (decision.action in (SAME, CHANGED), decision.person) == (True, UUID(int=1))


@pytest.mark.parametrize(
    "sheet, people, why",
    [
        (row(name="李秀兰"), (known(),), "same_id_other_name"),
        (row(id_number=OTHER_ID, birth=None, birth_precision=""), (known(),), "same_name_other_id"),
        (
            row(id_number="", birth=date(1970, 1, 1)),
            (known(id_index="", has_id=False),),
            "same_name_other_birth",
        ),
        (row(id_number="", home=None), (known(1, id_index=""), known(2, id_index="")), "several_alike"),
    ],
)
def test_what_a_machine_must_not_decide_is_doubtful(sheet, people, why):
    decision = decide(sheet, *people)
    assert (decision.action, decision.why) == (DOUBTFUL, why)


def test_of_two_namesakes_the_one_in_the_same_home_is_meant():
    sheet = row(id_number="")
    there = known(2, id_index="", has_id=False, home=OTHER_HOME)
    assert decide(sheet, known(1, id_index="", has_id=False), there).person == UUID(int=1)


def test_a_slip_in_the_number_never_joins_two_people():
    slip = ID[:-1] + ("0" if ID[-1] != "0" else "1")
    sheet = PersonRecord("1", "赵六", id_number=slip)
    assert decide(sheet, known(), known(2, name="赵七", id_index="", home=None)).action == NEW


def test_two_rows_that_claim_one_person_are_left_to_a_human():
    plan = plan_rows([row(), row(key="2")], register(known()), Choice())
    assert [(d.action, d.why) for d in plan.decisions] == [(SAME, ""), (DOUBTFUL, "claimed_twice")]


@pytest.mark.parametrize(
    "sheet, field",
    [
        (row(home=HomeRecord("", "115", "", "501")), "home"),
        (row(note="要轮椅"), "note"),
        (row(tenure="rent"), "tenure"),
        (row(phones=("15400000402",)), "phone"),
        (row(categories=("elder_alone",)), "categories"),
        (row(owner=True), "owns"),
    ],
)
def test_what_the_sheet_knows_more_is_a_change(sheet, field):
    decision = decide(sheet, known())
    assert (decision.action, set(decision.changes)) == (CHANGED, {field})


def test_a_missing_number_and_a_finer_birth_are_filled():
    sheet = row()
    decision = decide(sheet, known(id_index="", has_id=False, birth=BORN, birth_precision="year"))
    assert {"id_number"} <= set(decision.changes)


def test_a_different_word_replaces_only_when_the_sheet_wins():
    sheet = row(sex="1")
    assert decide(sheet, known()).changes == {"sex": ("2", "1")}
    assert decide(sheet, known(), sheet_wins=False).action == SAME


def test_the_rows_that_differ_are_counted_for_the_question():
    plan = plan_rows([row(sex="1")], register(known()), Choice())
    assert plan.differing == 1
    assert plan_rows([row(tenure="rent")], register(known()), Choice()).differing == 0
