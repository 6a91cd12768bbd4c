"""Files of deadlines: every rule of ours is well-formed and dated; a wrong file of a place stops the start."""

import re
import runpy
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from tests.house import ROOT
from zhiye.cases import deadlines
from zhiye.cases.clocks import limits
from zhiye.cases.deadlines import read_rules
from zhiye.cli.main import main
from zhiye.kernel.dated import region_name
from zhiye.workdays.plans import read_plan

FILE = tomllib.loads((Path(deadlines.__file__).parent / "data" / "deadlines.toml").read_text("utf-8"))
GOOD = {"answer": 5, "source": "x", "effective_from": date(2027, 1, 1)}


@pytest.fixture(autouse=True)
def _no_own_rules() -> Iterator[None]:
    yield
    deadlines.use([])


def test_every_rule_of_ours_is_dated_has_a_source_and_a_region_with_a_name() -> None:
    assert FILE["source"]
    for rule in [*FILE["rule"], *FILE["office"]]:
        assert type(rule["effective_from"]) is date
        assert rule["source"]
        assert region_name(rule["region"]) != rule["region"]
        assert ("默认" in rule["source"]) is rule.get("default", False)


def test_no_two_rules_of_ours_say_the_same_line_for_the_same() -> None:
    lines = read_rules(FILE)
    keys = [
        (rule["code"], rule["region"], rule["effective_from"], rule["came_by"], rule["natures"])
        for rule in lines
    ]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"answer": "5"}, "answer is '5'; write a whole number from 0 to 250, or \"none\""),
        ({"answer": -1}, "answer is -1"),
        ({"answer": True}, "answer is True"),
        ({"answer": 2.5}, "answer is 2.5"),
        ({"anwser": 5}, "anwser is not known here"),
        ({"attempts": "none"}, "attempts is 'none'; write a whole number from 1 to 20$"),
        ({"source": ""}, "source is missing"),
        ({"effective_from": "2027-01-01"}, "effective_from"),
        ({"effective_from": datetime(2027, 1, 1)}, "effective_from"),
        ({"effective_to": date(2026, 1, 1)}, "effective_from"),
        ({"region": 310106}, "region is 310106"),
        ({"region": "上海"}, "region is"),
        ({"came_by": "hotline"}, "came_by is 'hotline'; write some of desk"),
        ({"came_by": []}, "came_by"),
        ({"natures": ["praise"]}, "natures"),
        ({"natures": [["help"]]}, "natures"),
        ({"contact": 1, "contact_hours": 2}, "keep one"),
        ({"overdue": [{"after": 1, "to": "everybody"}]}, "overdue"),
        ({"overdue": [{"after": 1, "to": "owner"}, {"after": 0, "to": "owner"}]}, "in order of days"),
        ({"overdue": 3}, "overdue"),
        ({"overdue": [{"after": 1, "to": ["owner"]}]}, "overdue"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_rule_it_stands_in(
    change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValueError, match=f"rule 2: .*{sentence}"):
        read_rules({"rule": [GOOD, GOOD | change]})


@pytest.mark.parametrize(
    "told, sentence",
    [
        ({"rules": []}, r"rules is not known here; write \[\[rule\]\]"),
        ({"rule": GOOD}, r"write \[\[rule\]\]"),
        ({"rule": [3]}, "rule 1: it is 3"),
        ({"rule": [{"source": "x", "effective_from": date(2027, 1, 1)}]}, "it says nothing"),
        ({"office": [{"begins": "9", "ends": "17:30"} | GOOD]}, "office 1: answer is not known"),
        (
            {"office": [{"begins": "9点", "source": "x", "effective_from": date(2027, 1, 1)}]},
            "begins is '9点'",
        ),
        (
            {
                "office": [
                    {"begins": "18:00", "ends": "09:00", "source": "x", "effective_from": date(2027, 1, 1)}
                ]
            },
            "begins 18:00 is not before ends 09:00",
        ),
    ],
)
def test_a_file_of_another_shape_is_refused(told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_rules(told)


_ANY = st.one_of(
    st.none(), st.integers(-9, 400), st.text(max_size=5), st.dates(), st.lists(st.text(max_size=4))
)


@given(st.dictionaries(st.sampled_from(sorted(deadlines._RULE_KEYS)), _ANY))
def test_any_rule_is_read_or_refused_with_a_sentence(rule: dict[str, Any]) -> None:
    with suppress(ValueError):
        deadlines.use(read_rules({"rule": [rule]}))
        assert limits("hotline", "help", date(2027, 1, 1)).attempts
    deadlines.use([])


def test_the_file_of_the_setting_is_read_at_the_start(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[rule]]\nanswer = 4\nsource = "街道"\neffective_from = 2020-01-01\n', "utf-8")
    settings.DEADLINES = str(path)
    deadlines.use([])
    _start(settings)
    assert limits("hotline", "help", date(2027, 1, 1)).answer == 4


def test_a_wrong_file_stops_the_start_with_its_sentence(
    tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[rule]]\nanswer = "vier"\nsource = "街道"\neffective_from = 2020-01-01\n', "utf-8")
    settings.DEADLINES = str(path)
    with pytest.raises(
        ImproperlyConfigured, match=r"ZHIYE_DEADLINES names .*own\.toml: rule 1: answer is 'vier'"
    ):
        _start(settings)
    monkeypatch.setattr("zhiye.cli.main.django.setup", lambda: _start(settings))
    assert main(["check"]) == 1
    assert capsys.readouterr().err.startswith("zhiye: ZHIYE_DEADLINES names ")


def _start(settings: Any) -> None:
    apps.get_app_config("cases").ready()


def test_the_table_in_the_documents_is_current() -> None:
    page = runpy.run_path(str(ROOT / "scripts" / "deadlines"))["page"]
    text = (ROOT / "docs" / "deadlines.md").read_text("utf-8")
    assert page(text) == text, "run .venv/bin/python scripts/deadlines"


def test_the_examples_in_the_documents_are_read() -> None:
    text = (ROOT / "docs" / "deadlines.md").read_text("utf-8")
    rules, days = (tomllib.loads(example) for example in re.findall(r"```toml\n(.*?)```", text, re.DOTALL))
    assert {rule["code"] for rule in read_rules(rules)} == {"answer", "callback", "office"}
    assert read_plan(days).years == {2027}
