"""Whatever a model server does, the findings come back in time, and stay as they were when it is of no use."""

import time

import pytest

from zhiye.reading.reader import read
from zhiye.second_reader.addresses import Unreachable, allowed_address, is_near
from zhiye.second_reader.asking import Limits, Server, Unusable, ask
from zhiye.second_reader.reader import OFF, READ, SILENT, is_on, read_too, sentence
from zhiye.second_reader.tests.conftest import saying, sending

TEXT = "王桂珍家水管爆了，物业张经理答应周五前修好。"
FINDINGS = read({"text": TEXT, "written_on": "2026-11-18"})
QUICK = Limits(0.5, 20_000)


def _hang(handler):
    handler.server.let_go.wait(5)


def _drip(handler):
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.let_go.wait(0.05):
        handler.wfile.write(b" ")


def _drip_heads(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.let_go.wait(0.05):
        handler.wfile.write(b"X: y\r\n")


def _endless(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(2_000):
        handler.wfile.write(b"x" * 10_000)


def _redirect(handler):
    handler.send_response(302)
    handler.send_header("Location", "/elsewhere")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def _hang_up(handler):
    handler.connection.close()


BAD = {
    "hangs": _hang,
    "trickles its answer": _drip,
    "trickles its heads": _drip_heads,
    "never stops": _endless,
    "redirects": _redirect,
    "hangs up": _hang_up,
    "is out of order": sending(b"{}", 500),
    "wants another key": sending(b"{}", 401),
    "answers no JSON": sending(b"<html>busy</html>"),
    "answers no UTF-8": sending(b"\xff\xfe\x00"),
    "answers a list": sending(b"[]"),
    "answers without choices": sending(b'{"choices": []}'),
    "answers with a number": sending(b'{"choices": [{"message": {"content": 7}}]}'),
    "answers nothing": sending(b'{"choices": [{"message": {"content": null}}]}'),
    "answers very deep JSON": sending(b"[" * 15_000),
    "says something": saying("好的，我读完了。"),
    "says half an object": saying('{"matters": [{"text": "水管'),
    "says a list": saying("[1, 2]"),
    "says very deep JSON": saying("[" * 15_000),
}


@pytest.mark.parametrize("how", BAD)
def test_a_server_that_misbehaves_changes_nothing(how, model):
    begun = time.monotonic()
    told = read_too(TEXT, FINDINGS, named=model(BAD[how]).at, limits=QUICK)
    assert (told.findings, told.state) == (FINDINGS, SILENT)
    assert time.monotonic() - begun < 2


def test_a_redirect_is_not_followed(model):
    server = model(_redirect)
    with pytest.raises(Unusable):
        ask(server.at, [], QUICK)
    assert server.paths == ["/v1/chat/completions"]


def test_a_server_that_failed_is_left_alone_for_a_while(model):
    server = model(sending(b"{}", 500))
    for _ in range(3):
        read_too(TEXT, FINDINGS, named=server.at, limits=QUICK)
    assert len(server.asked) == 1


def test_a_closed_port_is_no_trouble(model):
    server = model(saying({}))
    server.shutdown()
    server.server_close()
    assert read_too(TEXT, FINDINGS, named=server.at, limits=QUICK).state == SILENT


@pytest.mark.parametrize("answer", ["plain", "fenced", "with words around it"])
def test_an_answer_counts_however_it_is_wrapped(answer, model):
    plain = '{"organisations": ["物业"], "matters": []}'
    wrapped = {
        "plain": plain,
        "fenced": f"```json\n{plain}\n```",
        "with words around it": f"读完了：{plain} 请核对。",
    }
    server = model(saying(wrapped[answer]))
    assert read_too(TEXT, FINDINGS, named=server.at, limits=QUICK).state == READ
    assert server.keys == ["Bearer secret"]
    assert server.asked[0]["model"] == "small"


@pytest.mark.parametrize(
    "number", ["127.0.0.1", "::1", "10.1.2.3", "172.31.0.1", "192.168.1.9", "fd00::1", "::ffff:10.0.0.1"]
)
def test_this_machine_and_private_networks_are_near(number):
    assert is_near(number)


@pytest.mark.parametrize(
    "number",
    [
        "8.8.8.8",
        "172.32.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "2001:db8::1",
        "::ffff:8.8.8.8",
        "x",
    ],
)
def test_everything_else_is_not(number):
    assert not is_near(number)


def test_a_server_outside_is_not_spoken_to_unless_a_setting_says_so():
    with pytest.raises(Unreachable, match="private"):
        ask(Server("http://203.0.113.7/v1", "big"), [], QUICK)
    assert allowed_address("https://203.0.113.7/v1", anywhere=True) == ("203.0.113.7", 443)


def test_a_certificate_that_nobody_vouches_for_is_refused(model):
    server = model(saying({}))
    with pytest.raises(Unreachable):
        ask(Server(server.at.url.replace("http:", "https:"), "small"), [], QUICK)


def test_it_is_off_by_default(settings):
    assert not is_on()
    assert sentence() == ""
    told = read_too(TEXT, FINDINGS)
    assert told.state == OFF
    assert told.findings is FINDINGS


def test_the_page_says_which_model_reads_along(settings):
    settings.MODEL_URL, settings.MODEL_NAME = "http://10.0.0.5:8000/v1", "qwen"
    assert is_on()
    assert "qwen" in sentence()
    assert "内网" in sentence()
