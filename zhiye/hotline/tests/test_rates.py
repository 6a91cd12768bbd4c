"""Figures: what stands above and below the line; every figure opens exactly its rows."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zhiye.cases.workflow import WORDS
from zhiye.hotline.rates import FORMULAS, SETS, Row, above, below, chosen, counted, rates
from zhiye.kernel.ids import new_id

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)


def row(**told: Any) -> Row:
    plain: dict[str, Any] = {
        "id": new_id(),
        "kind": "help",
        "state": "done",
        "received": date(2026, 11, 3),
        "contacted_at": NOW - timedelta(days=17),
        "contact_by": NOW - timedelta(days=16),
        "due": date(2026, 11, 10),
        "ended_on": date(2026, 11, 9),
        "came_ended": False,
        "end_known": True,
    }
    return Row(**(plain | told))


def percent(code: str, *rows: Row) -> tuple[int, int]:
    found = next(rate for rate in rates(rows, NOW) if rate.formula.code == code)
    return found.count, found.of


def test_solved_counts_only_who_was_asked() -> None:
    rows = [
        row(solved="yes"),
        row(solved="partly"),
        row(solved="no"),
        row(),
        row(kind="consult", solved="yes"),
    ]
    assert percent("solved", *rows) == (1, 3)


def test_what_was_returned_or_joined_stands_in_no_rate() -> None:
    rows = [row(state=state, solved="yes", satisfied="yes") for state in ("returned", "merged")]
    assert all(rate.of == 0 and rate.percent is None for rate in rates(rows, NOW))


def test_who_was_called_late_or_never_counts_below_the_line_only() -> None:
    late, never, soon = row(contacted_at=NOW), row(contacted_at=None), row(contacted_at=None, contact_by=NOW)
    waiting = row(contacted_at=None, contact_by=NOW + timedelta(hours=1))
    assert percent("response", row(), late, never, soon, waiting) == (1, 4)


def test_ended_on_the_last_day_is_in_time() -> None:
    rows = [
        row(ended_on=date(2026, 11, 10)),
        row(ended_on=date(2026, 11, 11)),
        row(state="doing", ended_on=None),
    ]
    assert percent("in_time", *rows) == (1, 2)


def test_what_came_in_ended_says_nothing_of_our_clock() -> None:
    assert percent("in_time", row(came_ended=True, end_known=False)) == (0, 0)
    assert percent("response", row(came_ended=True, contacted_at=None)) == (0, 0)


ROWS = st.builds(
    row,
    kind=st.sampled_from(["help", "consult", "complaint"]),
    state=st.sampled_from(list(WORDS)),
    contacted_at=st.sampled_from([None, NOW, NOW - timedelta(days=20)]),
    due=st.sampled_from([None, date(2026, 11, 10)]),
    ended_on=st.sampled_from([None, date(2026, 11, 9), date(2026, 11, 12)]),
    came_ended=st.booleans(),
    end_known=st.booleans(),
    solved=st.sampled_from(["", "yes", "partly", "no"]),
    satisfied=st.sampled_from(["", "yes", "so_so", "no"]),
)


@given(st.lists(ROWS, max_size=30))
def test_above_is_part_of_below_and_a_figure_opens_its_rows(rows: list[Row]) -> None:
    for rate in rates(rows, NOW):
        top, bottom = above(rows, rate.formula, NOW), below(rows, rate.formula, NOW)
        assert {one.id for one in top} <= {one.id for one in bottom} <= {one.id for one in rows}
        assert chosen(rows, f"{rate.formula.code}.top", NOW) == top
        assert chosen(rows, f"{rate.formula.code}.bottom", NOW) == bottom
        assert (rate.count, rate.of) == (len(top), len(bottom))
        assert rate.percent is None or 0 <= rate.percent <= 100
    kinds, states = counted(rows)
    assert sum(kinds.values()) == sum(states.values()) == len(rows)


def test_every_formula_names_known_sets_and_its_source() -> None:
    for formula in FORMULAS.values():
        assert {formula.numerator, formula.denominator, *formula.left_out} <= set(SETS)
        assert formula.source
        assert formula.why
