"""What changed since the last time: arithmetic."""

from hypothesis import given
from hypothesis import strategies as st

from zhiye.filling.differences import Line, carried, compare

SLOTS = ["a", "b"]
CELLS = st.dictionaries(st.sampled_from(SLOTS), st.sampled_from(["", "1", "2"]))
SHEETS = st.dictionaries(st.sampled_from("wxyz"), CELLS.map(lambda cells: Line("某", "1-1", cells)))


@given(SHEETS, SHEETS)
def test_who_came_who_went_and_what_changed_lead_from_one_sheet_to_the_other(before, now):
    told = compare(before, now, SLOTS)
    again = {key: dict(line.cells) for key, line in before.items() if key not in told.went}
    again |= {key: dict(now[key].cells) for key in told.came}
    for one in told.changed:
        assert one.old != one.new
        again[one.key][one.slot] = one.new
    told_now = {key: {slot: line.cells.get(slot, "") for slot in SLOTS} for key, line in now.items()}
    assert {key: {slot: cells.get(slot, "") for slot in SLOTS} for key, cells in again.items()} == told_now


@given(SHEETS)
def test_nothing_changes_against_itself(sheet):
    assert not compare(sheet, sheet, SLOTS).any


@given(SHEETS, SHEETS)
def test_what_is_set_aside_is_no_news(before, now):
    assert all(one.slot != "b" for one in compare(before, now, SLOTS, frozenset("b")).changed)


@given(st.dictionaries(st.sampled_from("wxyz"), CELLS), st.lists(st.sampled_from("wxyz"), unique=True))
def test_every_cell_is_kept_or_missing_and_never_both(last, rows):
    told = carried(last, rows, SLOTS)
    kept = {(row, slot) for row, cells in told.kept.items() for slot in cells}
    assert kept.isdisjoint(told.missing)
    assert kept | set(told.missing) == {(row, slot) for row in rows for slot in SLOTS}
    assert all(told.kept[row][slot] == last[row][slot] for row, slot in kept)
