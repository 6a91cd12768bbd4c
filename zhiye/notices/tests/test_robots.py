"""Real requests to a messenger on this machine: what goes out, what comes back."""

import base64
import hashlib
import hmac
import socket
import time
from urllib.parse import parse_qs, urlsplit

import pytest

from zhiye.notices import robots
from zhiye.notices.addresses import Address
from zhiye.notices.answers import Answer
from zhiye.notices.robots import hand_over
from zhiye.notices.tests.robot_server import messenger

TEXT = "枝叶：有 1 件事派给您。\nhttps://zhiye.example/notices/1"
TOKEN, SECRET = "a1b2c3d4e5f6", "SECabc123def456"


def test_wecom_gets_a_plain_text(wecom):
    assert hand_over(Address("wecom", TOKEN), TEXT) == Answer("taken")
    assert wecom.asked == [
        (f"/cgi-bin/webhook/send?key={TOKEN}", {"msgtype": "text", "text": {"content": TEXT}})
    ]


def test_a_no_inside_http_200_is_heard(wecom):
    wecom.answers = [{"errcode": 93000, "errmsg": "invalid webhook url, hint: [1]"}]
    assert hand_over(Address("wecom", TOKEN), TEXT) == Answer("gone", 93000)


def test_a_redirect_is_not_followed(wecom):
    wecom.status, wecom.headers = 302, {"Location": f"{wecom.url}/elsewhere"}
    assert hand_over(Address("wecom", TOKEN), TEXT).code == "strange"
    assert len(wecom.asked) == 1


def test_an_endless_answer_is_cut_off(wecom):
    wecom.answers = [b'{"errcode": 0, "errmsg": "' + b"x" * 5_000_000]
    assert hand_over(Address("wecom", TOKEN), TEXT).code == "strange"


def test_nobody_there(monkeypatch):
    with messenger() as gone:
        url = gone.url
    monkeypatch.setattr(robots.WeCom, "notify_url", url + "?key={key}")
    assert hand_over(Address("wecom", TOKEN), TEXT) == Answer("unreachable")


def test_one_that_never_answers(monkeypatch):
    monkeypatch.setattr(robots, "PATIENCE", (0.2, 0.2))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/?key={{key}}"
        monkeypatch.setattr(robots.WeCom, "notify_url", url)
        began = time.monotonic()
        assert hand_over(Address("wecom", TOKEN), TEXT) == Answer("unreachable")
    assert time.monotonic() - began < 2


def test_dingtalk_is_signed_as_documented(monkeypatch):
    with messenger() as ding:
        monkeypatch.setattr(robots.DingTalk, "notify_url", f"{ding.url}/robot/send?access_token={{token}}")
        assert hand_over(Address("dingtalk", TOKEN, SECRET), TEXT).taken
        path, body = ding.asked[0]
    given = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
    assert body == {"msgtype": "text", "text": {"content": TEXT}}
    assert given["access_token"] == TOKEN
    wanted = hmac.digest(SECRET.encode(), f"{given['timestamp']}\n{SECRET}".encode(), hashlib.sha256)
    assert base64.b64decode(given["sign"]) == wanted


def test_dingtalk_without_a_secret_is_not_signed(monkeypatch):
    with messenger() as ding:
        monkeypatch.setattr(robots.DingTalk, "notify_url", f"{ding.url}/robot/send?access_token={{token}}")
        assert hand_over(Address("dingtalk", TOKEN), TEXT).taken
        assert ding.asked[0][0] == f"/robot/send?access_token={TOKEN}"


@pytest.mark.parametrize("kind", ["feishu", "lark"])
def test_feishu_is_signed_as_documented(monkeypatch, kind):
    with messenger() as server:
        server.answers = [{"code": 0, "msg": "success"}]
        hook = f"{server.url}/open-apis/bot/v2/hook/"
        monkeypatch.setattr(robots.Feishu, "notify_url", hook + "{token}/")
        monkeypatch.setattr(robots.Lark, "notify_url", hook)
        assert hand_over(Address(kind, TOKEN, SECRET), TEXT).taken
        path, body = server.asked[0]
    assert path == f"/open-apis/bot/v2/hook/{TOKEN}"
    assert body["content"] == {"text": TEXT}
    wanted = hmac.digest(f"{body['timestamp']}\n{SECRET}".encode(), b"", hashlib.sha256)
    assert body["sign"] == base64.b64encode(wanted).decode()


def test_the_hosts_are_those_of_the_messengers():
    hosts = {robots.WeCom.notify_url, robots.DingTalk.notify_url, robots.Feishu.notify_url}
    assert {urlsplit(url).netloc for url in hosts | {robots.Lark.notify_url}} == {
        "qyapi.weixin.qq.com",
        "oapi.dingtalk.com",
        "open.feishu.cn",
        "open.larksuite.com",
    }
