"""``zhiye read``: lines in, lines out, no database."""

import io
import json
import sys

import pytest

from zhiye.cli.main import main


@pytest.fixture
def lines(monkeypatch, capsys):
    def run(text: str, *options: str) -> tuple[int, list[dict], str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
        code = main(["read", *options])
        told = capsys.readouterr()
        return code, [json.loads(line) for line in told.out.splitlines()], told.err

    return run


def test_each_line_is_answered_in_order(lines):
    code, found, _err = lines('{"id": "a", "text": "曹奶奶来访"}\n\n{"id": "b", "text": ""}\n')
    assert (code, [line["id"] for line in found]) == (0, ["a", "b"])
    assert found[0]["people"][0]["name"] == "曹奶奶"


@pytest.mark.parametrize("bad", ["{", "[1]", '{"id": "x"}', '{"text": 5}'])
def test_a_bad_line_is_named_and_the_rest_is_read(lines, bad):
    code, found, err = lines(bad + '\n{"id": "b", "text": "好"}\n')
    assert (code, len(found)) == (1, 1)
    assert err.startswith("line 1: ")
    assert err.count("\n") == 1


def test_the_gazetteer_of_a_file_is_used(lines, tmp_path):
    path = tmp_path / "names.json"
    path.write_text('{"people": ["墨守白"]}', "utf-8")
    _code, found, _err = lines('{"id": "a", "text": "今日墨守白睡"}', "--gazetteer", str(path))
    assert [person["name"] for person in found[0]["people"]] == ["墨守白"]


def test_a_gazetteer_that_is_none_is_refused_with_a_sentence(lines, tmp_path):
    path = tmp_path / "names.json"
    path.write_text("[1]", "utf-8")
    code, _found, err = lines("", "--gazetteer", str(path))
    assert code == 1
    assert "not a gazetteer" in err
