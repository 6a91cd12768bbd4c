"""Bars that say what they show."""

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from zhiye.ui.charts import Bars, Mark, finding

WEEK = [Mark("周一", 2), Mark("周五", 7), Mark("周日", 0)]


def test_the_title_is_the_finding():
    assert finding("走访", "户", WEEK) == "走访最多的是周五，7户"
    assert finding("走访", "户", [*WEEK, Mark("周六", 7)]) == "走访最多的是周五、周六，都是 7户"
    assert finding("走访", "户", [Mark(day, 3) for day in "一二三四五"]) == "走访：每一项都是 3户"
    assert finding("走访", "户", [Mark("周一", 0)]) == ""
    assert finding("走访", "户", [Mark("周一", 0, shown="少于5"), Mark("周二", 9)]) == "走访最多的是周二，9户"


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12), st.booleans())
def test_bars_are_as_long_as_their_numbers_and_stay_in_the_picture(numbers, long):
    labels = "很长很长的一类事情" if long else "周一"
    drawn = Bars("标题", "件", tuple(Mark(labels, n) for n in numbers)).drawn
    widths = [float(one.width.rstrip("%")) for one in drawn]
    most = max(numbers)
    for one, width, n in zip(drawn, widths, numbers, strict=True):
        assert 0 <= width <= 68.01
        assert float(one.end.rstrip("%")) <= 85
        assert abs(width - (max(widths) * n / most if most else 0)) < 0.02


def test_the_same_numbers_stand_in_a_table_and_what_is_covered_has_no_bar():
    marks = (Mark("周一", 7, "/a?b=1&c=2"), Mark("周二", 0, shown="少于5"))
    page = render_to_string("ui/_bars.html", {"bars": Bars("走访最多的是周一，7户", "户", marks)})
    assert '<a class="bar-link" href="/a?b=1&amp;c=2">7</a>' in page
    assert page.count("少于5") == 2
    assert 'width="0.00%"' in page
    assert "style=" not in page
