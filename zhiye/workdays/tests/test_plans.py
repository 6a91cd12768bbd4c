"""Files of days off: read, or refused with a sentence; a wrong one stops the start."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from zhiye.workdays import calendar
from zhiye.workdays.plans import Plan, read_plan


@pytest.fixture(autouse=True)
def _no_own_plan() -> Iterator[None]:
    yield
    calendar.use(Plan())


def test_days_and_stretches_are_read() -> None:
    plan = read_plan(
        {
            "source": "通知",
            "years": [2027],
            "off": [date(2027, 1, 1), "2027-02-05/2027-02-07"],
            "work": ["2027-02-13"],
        }
    )
    assert plan.years == {2027}
    assert plan.worked == {
        date(2027, 1, 1): False,
        date(2027, 2, 5): False,
        date(2027, 2, 6): False,
        date(2027, 2, 7): False,
        date(2027, 2, 13): True,
    }


@pytest.mark.parametrize(
    "told, sentence",
    [
        ({"of": []}, "“?of.* is not known here"),
        ({"off": []}, "source is missing"),
        ({"source": " ", "off": []}, "source is missing"),
        ({"source": "x", "off": date(2027, 1, 1)}, "write a list of days"),
        ({"source": "x", "off": [20270101]}, "write a day"),
        ({"source": "x", "off": ["2027-02-30"]}, "write a day"),
        ({"source": "x", "off": ["2027-02-05/"]}, "write a day"),
        ({"source": "x", "off": ["2027-02-11/2027-02-05"]}, "no stretch"),
        ({"source": "x", "off": ["2027-02-05/2028-02-11"]}, "no stretch"),
        ({"source": "x", "off": ["2027-02-05"], "work": ["2027-02-05"]}, "under off and under work"),
        ({"source": "x", "years": 2027}, "list of years"),
        ({"source": "x", "years": [27]}, "list of years"),
        ({"source": "x", "years": [True]}, "list of years"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_plan(told)


@given(
    told=st.dictionaries(
        st.sampled_from(["source", "off", "work", "years", "effective_from", "x"]),
        st.one_of(st.text(max_size=12), st.lists(st.one_of(st.text(max_size=12), st.dates(), st.integers()))),
    )
)
def test_any_file_is_read_or_refused(told: dict[str, Any]) -> None:
    with suppress(ValueError):
        assert isinstance(read_plan(told), Plan)


def test_the_file_of_the_setting_is_read_at_the_start(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "days.toml"
    path.write_text('source = "通知"\nyears = [2027]\noff = ["2027-02-06/2027-02-12"]\n', "utf-8")
    settings.WORKDAYS = str(path)
    apps.get_app_config("workdays").ready()
    assert calendar.known_until() == date(2027, 12, 31)


def test_a_wrong_file_stops_the_start_with_its_sentence(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "days.toml"
    path.write_text('source = "通知"\noff = ["2027-02-30"]\n', "utf-8")
    settings.WORKDAYS = str(path)
    with pytest.raises(
        ImproperlyConfigured, match=r"ZHIYE_WORKDAYS names .*days\.toml: off has '2027-02-30'; write"
    ):
        apps.get_app_config("workdays").ready()
