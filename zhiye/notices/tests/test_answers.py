"""What the robots answer, as documented: a no inside HTTP 200 is a no."""

import json

import pytest

from zhiye.notices.answers import Answer, in_words, read_answer, read_kept

CASES = [
    ("wecom", {"errcode": 0, "errmsg": "ok"}, "taken"),
    ("wecom", {"errcode": 93000, "errmsg": "invalid webhook url, hint: [1], from ip: 1.1.1.1"}, "gone"),
    ("wecom", {"errcode": 45009, "errmsg": "api freq out of limit"}, "busy"),
    ("wecom", {"errcode": 40058, "errmsg": "missing text"}, "refused"),
    ("dingtalk", {"errcode": 0, "errmsg": "ok"}, "taken"),
    ("dingtalk", {"errcode": 300001, "errmsg": "token is not exist"}, "gone"),
    ("dingtalk", {"errcode": 310000, "errmsg": "keywords not in content"}, "keyword"),
    ("dingtalk", {"errcode": 310000, "errmsg": "sign not match"}, "sign"),
    ("dingtalk", {"errcode": 310000, "errmsg": "invalid timestamp"}, "sign"),
    ("dingtalk", {"errcode": 310000, "errmsg": "ip 1.1.1.1 not in whitelist"}, "address"),
    ("dingtalk", {"errcode": 310000, "errmsg": "something new"}, "refused"),
    ("dingtalk", {"errcode": 130101, "errmsg": "send too fast"}, "busy"),
    ("feishu", {"code": 0, "msg": "success", "data": {}}, "taken"),
    ("feishu", {"StatusCode": 0, "StatusMessage": "success", "code": 0, "msg": "success"}, "taken"),
    ("feishu", {"code": 19001, "msg": "param invalid: incoming webhook access token invalid"}, "gone"),
    ("feishu", {"code": 19021, "msg": "sign match fail or timestamp is not within one hour"}, "sign"),
    ("feishu", {"code": 19022, "msg": "Ip Not Allowed"}, "address"),
    ("lark", {"code": 19024, "msg": "Key Words Not Found"}, "keyword"),
    ("lark", {"code": 9499, "msg": "Bad Request"}, "refused"),
]


@pytest.mark.parametrize(("kind", "told", "code"), CASES)
def test_the_documented_answers_are_understood(kind, told, code):
    assert read_answer(kind, 200, json.dumps(told).encode()).code == code


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null", b"{}", b'{"errcode": "x"}', b"\xff\xfe"])
def test_an_answer_that_is_none_is_strange(body):
    assert read_answer("wecom", 502, body) == Answer("strange", 502)


def test_zero_under_another_status_is_not_taken():
    assert not read_answer("wecom", 500, b'{"errcode": 0}').taken


@pytest.mark.parametrize("code", sorted({case[2] for case in CASES} | {"unreachable", "strange"}))
def test_each_answer_has_words_and_comes_back_from_the_table(code):
    answer = Answer(code, 7)
    assert in_words(answer)
    assert read_kept(answer.kept()).code == code


def test_what_somebody_has_to_mend_is_final():
    assert {code for code in ("gone", "busy", "keyword", "strange", "refused") if Answer(code).final} == {
        "gone",
        "keyword",
    }
