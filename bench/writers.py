"""A server of its own, and ten who post forms to it at once. Needs nothing but the server's library."""

import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from urllib.parse import urlencode

WRITERS, EACH, ALONE = 10, 20, 60
TOKEN = "b" * 32  # any, the same in the cookie and in the form
Form = Callable[[int], dict[str, str]]
_NUMBERS = count()


@contextmanager
def served(application: str, environment: Mapping[str, str]) -> Iterator[int]:
    """The application on granian as ``zhiye serve`` runs it; answers its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--interface", "wsgi", "--port", str(port), "--workers", "2", "--blocking-threads", "4"]
    command = [sys.executable, "-m", "granian", *options, "--log-level", "error", application]
    server = subprocess.Popen(command, env=dict(environment), stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def write_alone(port: int, path: str, session: str, form: Form) -> tuple[list[float], int, float]:
    """One writer: milliseconds of each post, how many were answered by a redirect, seconds in all."""
    _post(port, path, session, form)  # warm
    began = time.perf_counter()
    done = [_post(port, path, session, form) for _n in range(ALONE)]
    return [took for took, _ok in done], sum(ok for _took, ok in done), time.perf_counter() - began


def write_together(port: int, path: str, session: str, form: Form) -> tuple[list[float], int, float]:
    """The same with ten at once."""
    done: list[tuple[float, bool]] = []

    def work() -> None:
        for _n in range(EACH):
            done.append(_post(port, path, session, form))

    writers = [threading.Thread(target=work) for _n in range(WRITERS)]
    began = time.perf_counter()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return [took for took, _ok in done], sum(ok for _took, ok in done), time.perf_counter() - began


def _post(port: int, path: str, session: str, form: Form) -> tuple[float, bool]:
    told = form(next(_NUMBERS)) | {"csrfmiddlewaretoken": TOKEN}
    heads = {
        "Cookie": f"{session}; csrftoken={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    began = time.perf_counter()
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    link.request("POST", path, urlencode(told), heads)
    answer = link.getresponse()
    answer.read()
    link.close()
    return (time.perf_counter() - began) * 1000, answer.status == 302


def _wait(port: int) -> None:
    for _n in range(600):
        try:
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            link.request("GET", "/")
            link.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server did not come up")
