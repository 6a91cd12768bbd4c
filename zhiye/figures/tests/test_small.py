"""Small numbers of people: hidden, and no sum gives them away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.figures.small import Hidden, protect, protect_figure, shown, threshold

ENOUGH = 10**6
CELLS = st.dictionaries(st.integers(0, 15), st.integers(0, 12), max_size=7)


def possible(cell: int | Hidden, least: int) -> tuple[int, int]:
    """Between which numbers a printed cell may lie, for a reader who knows the threshold."""
    if not isinstance(cell, Hidden):
        return cell, cell
    return (1, cell.below - 1) if cell.below else (0, ENOUGH)


@given(CELLS, st.integers(3, 10))
def test_each_hidden_number_could_be_another_one(cells: dict[int, int], least: int) -> None:
    found = protect(cells, sum(cells.values()), least)
    for key, n in cells.items():
        told = found.cells[key]
        assert told == n if not isinstance(told, Hidden) else n > 0, "0 is printed, and no number is false"
        if 0 < n < least:
            assert told == Hidden(least)
    for key, told in [*found.cells.items(), (None, found.total)]:
        if isinstance(told, Hidden):
            assert len(values(found.cells, found.total, key, least)) >= 2


def values(cells: dict[int, int | Hidden], total: int | Hidden, of: int | None, least: int) -> set[int]:
    """Values of one hidden number that agree with all that is printed, found by trying; two are enough."""
    others = [possible(cell, least) for key, cell in cells.items() if key != of]
    low, high = sum(a for a, _b in others), sum(b for _a, b in others)
    if of is None:  # the sum itself: any sum of the cells that it may show
        first, last = possible(total, least)
        return set(range(max(low, first), min(high, last, low + 50) + 1))
    bottom, top = possible(total, least)
    first, last = possible(cells[of], least)
    return {n for n in range(first, min(last, 60) + 1) if low + n <= top and high + n >= bottom}


def test_the_smallest_of_the_others_goes_along() -> None:
    found = protect({"青桐": 3, "枫林": 12, "银杏": 40}, 55, 5)
    assert [str(cell) for cell in found.cells.values()] == ["少于5", "不显示", "40"]
    assert found.total == 55


def test_with_nobody_to_go_along_the_sum_is_kept_back() -> None:
    assert protect({"a": 3, "b": 0}, 3, 5) == protect({"a": 1, "b": 0}, 1, 5)
    found = protect({"a": 4, "b": 4}, 8, 5)
    assert (str(found.cells["a"]), str(found.total)) == ("少于5", "不显示")


def test_what_does_not_add_up_is_refused() -> None:
    with pytest.raises(ValueError, match="is not 9"):
        protect({"a": 3, "b": 12}, 9, 5)


def test_only_units_of_people_are_kept_back() -> None:
    assert protect_figure("meeting", {"a": 1}, 1).cells == {"a": 1}
    assert protect_figure("person", {"a": 1, "b": 9, "c": 20}, 30).cells["a"] == Hidden(threshold())
    assert [str(shown(n)) for n in (0, 1, 4, 5)] == ["0", "少于5", "少于5", "5"]
