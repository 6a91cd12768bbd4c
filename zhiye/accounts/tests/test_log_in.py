"""The way in: wrong passwords, an authenticator on the phone, another server's log-in."""

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from zhiye.accounts.models import User
from zhiye.demo.load import PASSWORD

LOG_IN = "/accounts/login/"


def page_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture(autouse=True)
def _no_counts_from_other_tests():
    cache.clear()
    yield
    cache.clear()


def log_in(client, login="shegong", password=PASSWORD):
    return client.post(LOG_IN, {"login": login, "password": password})


def test_the_right_password_leads_to_today(cast):
    assert log_in(Client()).url == "/t"


def test_a_wrong_password_is_told_in_our_words(cast):
    page = page_of(log_in(Client(), password="wrong"))
    assert "登录名和密码对不上" in page
    assert "<title>出错：" in page


def test_after_five_wrong_passwords_one_clear_sentence(cast):
    client = Client()
    for _time in range(5):
        log_in(client, password="wrong")
    page = page_of(log_in(client))
    assert "先停一刻钟再试；急用请管理员重设密码" in page
    assert client.get("/t").status_code == 302


def test_a_shut_account_does_not_open(cast):
    User.objects.filter(username="shegong").update(is_active=False)
    client = Client()
    log_in(client)
    assert client.get("/t").status_code == 302


def _code(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


ACTIVATE = "/accounts/2fa/totp/activate/"


def _with_authenticator(client):
    again = client.get(ACTIVATE).url
    assert again.startswith("/accounts/reauthenticate/")
    assert "确认是您本人" in page_of(client.get(again))
    assert client.post(again, {"password": PASSWORD}).url == ACTIVATE
    secret = client.get(ACTIVATE) and client.session["mfa.totp.secret"]
    assert client.post(ACTIVATE, {"code": _code(secret)}).status_code == 302
    return secret


@pytest.fixture
def secret(cast):
    """Somebody has set up an authenticator app through the pages."""
    client = Client()
    log_in(client)
    return _with_authenticator(client)


def test_with_an_authenticator_the_password_alone_is_not_enough(secret):
    client = Client()
    assert log_in(client).url == "/accounts/2fa/authenticate/"
    assert client.get("/t").status_code == 302


def test_with_the_six_digits_the_door_opens(secret):
    cache.clear()  # the code used for setting up counts as used
    client = Client()
    log_in(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": _code(secret)}).url == "/t"
    assert client.get("/t").status_code == 200


def test_wrong_digits_are_told_in_our_words(secret):
    client = Client()
    log_in(client)
    assert "这组数没对上" in page_of(client.post("/accounts/2fa/authenticate/", {"code": "000000"}))


def test_the_pages_for_passkeys_and_recovery_codes_come_out(secret):
    client = Client()
    log_in(client)
    cache.clear()
    client.post("/accounts/2fa/authenticate/", {"code": _code(secret)})
    again = client.get("/accounts/2fa/webauthn/add/").url
    client.post(again, {"password": PASSWORD})
    for address in ("/accounts/2fa/", "/accounts/2fa/webauthn/add/", "/accounts/2fa/recovery-codes/"):
        assert client.get(address).status_code == 200, address


class _LogInServer(BaseHTTPRequestHandler):
    """As much of an OpenID Connect server as a log-in asks for; ``name`` is who logged in there."""

    name = ""

    def do_GET(self) -> None:
        if self.path.startswith("/.well-known/"):
            here = f"http://127.0.0.1:{self.server.server_port}"
            ends = {"authorization_endpoint": "/authorize", "token_endpoint": "/token"}
            ends |= {"userinfo_endpoint": "/userinfo", "jwks_uri": "/keys"}
            self._answer({"issuer": here} | {name: here + end for name, end in ends.items()})
        else:
            self._answer({"sub": f"id of {self.name}", "preferred_username": self.name})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"access_token": "token", "token_type": "bearer"})

    def _answer(self, told: dict[str, str]) -> None:
        content = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Silent."""


@pytest.fixture
def server(settings):
    """A log-in server of the street, set up in the settings; call it with the name of who logs in there."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), _LogInServer)
    Thread(target=running.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{running.server_port}/"
    app = {"provider_id": "oidc", "name": "街道统一登录", "client_id": "zhiye", "secret": "x"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app | {"settings": {"server_url": url}}]}}

    def somebody(name: str) -> None:
        _LogInServer.name = name

    yield somebody
    running.shutdown()
    running.server_close()


def come_back_from_the_server(client):
    away = client.post("/accounts/oidc/oidc/login/")
    state = parse_qs(urlsplit(away.url).query)["state"][0]
    return client.get("/accounts/oidc/oidc/login/callback/", {"code": "x", "state": state}, follow=True)


def test_the_other_log_in_is_not_offered_before_it_is_set_up(cast):
    assert "街道统一登录" not in page_of(Client().get(LOG_IN))


def test_the_other_log_in_is_offered_when_it_is_set_up(cast, server):
    assert "街道统一登录" in page_of(Client().get(LOG_IN))


def test_a_colleague_comes_in_through_the_other_server(cast, server):
    server("shegong")
    client = Client()
    assert come_back_from_the_server(client).redirect_chain[-1][0] == "/t"
    assert client.get("/t").wsgi_request.user == cast.user("shegong")


def test_somebody_without_an_account_here_is_told_whom_to_ask(cast, server):
    server("nobody-here")
    client = Client()
    page = page_of(come_back_from_the_server(client))
    assert "这里还没有您的账号，请管理员先开一个同名的。" in page
    assert client.get("/t").status_code == 302


def test_a_shut_account_does_not_open_through_the_other_server(cast, server):
    User.objects.filter(username="shegong").update(is_active=False)
    server("shegong")
    client = Client()
    come_back_from_the_server(client)
    assert client.get("/t").status_code == 302
