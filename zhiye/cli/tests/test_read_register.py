"""``zhiye read`` with the register: whose names are known, and how well the reader did on confirmed notes."""

import io
import json
import sys

import pytest

from zhiye.cli.main import main
from zhiye.drafts.commands import add_draft, answer_draft
from zhiye.drafts.models import Draft
from zhiye.drafts.tests.finding import VISIT, VISIT_FOUND, drafted
from zhiye.flows.confirm_drafts import Answer, confirm_drafts


@pytest.fixture(autouse=True)
def _ready(monkeypatch):
    monkeypatch.setattr("zhiye.cli.read_verb.make_ready", lambda: None)  # the tests' tables are there


@pytest.fixture
def lines(monkeypatch, capsys):
    def run(*options, text=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
        code = main(["read", *options])
        told = capsys.readouterr()
        return code, told.out.splitlines(), told.err

    return run


def test_names_of_the_register_are_found_without_evidence(lines, cast, make):
    make.person("扎木苏荣", home=cast.home("115-402"))
    line = json.dumps({"id": "a", "text": "昨夜扎木苏荣睡"})
    _code, (plain,), _err = lines(text=line)
    _code, (known,), _err = lines("--register", "shegong", text=line)
    assert "扎木苏荣" not in [person["name"] for person in json.loads(plain)["people"]]
    assert [person["name"] for person in json.loads(known)["people"]] == ["扎木苏荣"]


def test_the_colleague_next_door_knows_other_names(lines, cast, make):
    make.person("扎木苏荣", home=cast.home("115-402"))
    _code, (known,), _err = lines("--register", "linju", text=json.dumps({"text": "昨夜扎木苏荣睡"}))
    assert "扎木苏荣" not in [person["name"] for person in json.loads(known)["people"]]


@pytest.mark.parametrize("login", ["niemand", "guanli"])
def test_somebody_who_sees_no_residents_is_refused_with_a_sentence(lines, cast, login):
    code, _found, err = lines("--register", login, text='{"text": "好"}')
    assert code == 1
    assert login in err


def test_the_shares_come_with_what_they_are_shares_of(lines, worker, cast, op):
    entry = drafted(worker, VISIT, VISIT_FOUND)
    (case,) = Draft.objects.filter(entry=entry, kind="case")
    confirm_drafts(worker, entry=entry, answers=[Answer(case, {"ring": "secretary"})], op=op())
    one, other = Draft.objects.filter(entry=entry, kind="promise").order_by("start")
    confirm_drafts(worker, entry=entry, answers=[Answer(one, {"what": "修好楼道灯"})], op=op())
    answer_draft(worker, draft=other, wrong=True, op=op())
    told = {"title": "厨房漏水", "code": "repair"}
    missed = add_draft(worker, entry=entry, kind="case", proposal=told, op=op())
    confirm_drafts(worker, entry=entry, answers=[Answer(missed)], op=op())
    code, rows, _err = lines("--evaluate")
    table = {row.split("\t")[0]: row.split("\t")[1:] for row in rows}
    assert code == 0
    assert table["事"] == ["1", "0", "0", "1", "1.00（1/1）", "0.50（1/2）"]
    assert table["约"] == ["0", "1", "1", "0", "0.00（0/2）", "1.00（1/1）"]
    assert table["合计"][:4] == ["1", "1", "1", "1"]


def test_without_confirmed_notes_there_is_nothing_to_measure(lines, cast):
    code, _rows, err = lines("--evaluate")
    assert code == 1
    assert "还没有核对过的草稿" in err
