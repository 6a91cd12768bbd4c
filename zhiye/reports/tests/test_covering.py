"""What readers from outside are told: no small number follows from the others of its sentence."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from zhiye.figures import small
from zhiye.figures.periods import read_period
from zhiye.places.models import Place
from zhiye.reports.covering import covered
from zhiye.reports.saying import Account, Number, Paragraph


def sentence(*counts, unit="matter"):
    numbers = tuple(
        Number(f"a.{order}", "数", unit, "件", n, "", 1, few=isinstance(small.shown(n), small.Hidden))
        for order, n in enumerate(counts)
    )
    period = read_period("2026-11")
    assert period
    account = covered(Account(Place(), period, (Paragraph(0, "", numbers),)))
    return account.paragraphs[0].numbers


def test_the_last_part_of_a_whole_does_not_follow():
    asked, solved, partly, unsolved = sentence(47, 29, 16, 2)
    assert [one.words for one in (asked, solved, unsolved)] == ["47件", "29件", "少于5件"]
    assert partly.words == "不显示"


def test_what_is_no_sum_stays():
    assert [one.few for one in sentence(65, 28, 3, 14, 2)] == [False, False, True, False, True]


def possible(numbers, target):
    """How many values ``target`` can have, given what is printed and that the parts add up to the first."""
    whole, *parts = numbers
    told = [[n.count] if not n.few else _range(n) for n in parts]
    wholes = {whole.count} if not whole.few else set(_range(whole))
    at = parts.index(target)
    return len({values[at] for values in product(*told) if sum(values) in wholes})


def _range(number):
    return range(1, 5) if number.count < 5 else range(5, 41)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 15), min_size=1, max_size=3))
def test_whatever_the_parts_every_covered_one_could_be_another_number(parts):
    numbers = sentence(sum(parts), *parts)
    for one in numbers[1:]:
        if one.few:
            assert possible(numbers, one) > 1, [(n.count, n.few) for n in numbers]
