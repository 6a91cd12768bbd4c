"""A toast on its way to the next page: no transaction, nobody else's eyes."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.http import HttpResponse
from django.test import RequestFactory

from zhiye.ui import toasts
from zhiye.ui.toast_storage import SealedCookie, ToastStorage

NAME = SealedCookie.cookie_name


def request(cookie: str = "", reader: str = "7"):
    """A request of somebody who is logged in; its session is a mere dictionary."""
    made = RequestFactory().get("/")
    made.session = {SESSION_KEY: reader} if reader else {}
    made.COOKIES = {NAME: cookie} if cookie else {}
    made._messages = ToastStorage(made)
    return made


def told(*sentences: str, reader: str = "7"):
    """The answer to a gesture that said this, and its session."""
    asking, answer = request(reader=reader), HttpResponse()
    for sentence in sentences:
        toasts.tell(asking, sentence, "/undo/1")
    asking._messages.update(answer)
    return answer.cookies[NAME].value, asking.session


def read(cookie: str, reader: str = "7", session: dict[str, str] | None = None) -> list[tuple[str, str]]:
    asking = request(cookie, reader)
    asking.session |= session or {}
    return [(str(one.message), one.extra_tags) for one in asking._messages]


@pytest.mark.parametrize("reader", ["7", ""])
def test_the_next_page_tells_it_with_its_way_back(reader):
    cookie, session = told("王小明搬走了。", reader=reader)
    assert read(cookie, reader) == [("王小明搬走了。", "/undo/1")]
    assert set(session) <= {SESSION_KEY}


def test_the_cookie_does_not_tell_it():
    cookie, _session = told("王小明搬走了。")
    assert cookie.isascii()
    assert "undo" not in cookie
    assert told("王小明搬走了。")[0] != cookie


@pytest.mark.parametrize("reader", ["8", ""])
def test_the_next_one_at_the_machine_does_not_read_it(reader):
    cookie, _session = told("王小明搬走了。")
    assert read(cookie, reader) == []


@pytest.mark.parametrize("cookie", ["x", "汉字", "AAAA", "A" * 80])
def test_what_is_no_toast_of_ours_tells_nothing(cookie):
    assert read(cookie) == []


def test_what_is_too_long_for_a_cookie_waits_in_the_session():
    sentences = ["".join(chr(0x4E00 + (n * 7919 + i * 104729) % 20000) for i in range(300)) for n in range(8)]
    cookie, session = told(*sentences)
    assert len(cookie) <= SealedCookie.max_cookie_size
    rest = {key: value for key, value in session.items() if key != SESSION_KEY}
    assert sorted(one for one, _undo in read(cookie, session=rest)) == sorted(sentences)


def test_a_gesture_writes_its_session_once_a_day(client_of):
    client = client_of("worker")
    client.post("/settings", {"size": "large", "language": "zh-hans", "single_keys": "on"})
    before = dict(client.session.items())
    client.post("/settings", {"size": "standard", "language": "zh-hans", "single_keys": "on"})
    assert dict(client.session.items()) == before
    assert "last_wrote" in before
