"""Asking a model server: OpenAI-compatible, one question, one answer, within a deadline and a size. No redirects.

The address was allowed by its numbers (``addresses.py``) before anything is sent, and the connection goes to just
that number: a name that answers differently a moment later leads nowhere else.
"""

import contextlib
import http.client
import json
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from zhiye.second_reader.addresses import Unreachable, allowed_address

_CHUNK = 16_384


class Unusable(Exception):
    """The server answered, but not with what can be used."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where the model listens: the base address (``http://10.0.0.5:8000/v1``), the model's name, a key or ""."""

    url: str
    name: str
    key: str = ""
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for everything, bytes of an answer."""

    seconds: float
    largest: int


def ask(server: Server, messages: list[dict[str, str]], limits: Limits) -> str:
    """What the model says to ``messages``. Raises ``Unreachable`` or ``Unusable``, and never takes longer than allowed.

    The talking is done in a thread of its own: a name server or a trickling answer cannot hold the caller up.
    """
    talk = _Talk(server, messages, limits, time.monotonic() + limits.seconds)
    thread = threading.Thread(target=talk.run, daemon=True)
    thread.start()
    thread.join(limits.seconds)
    if thread.is_alive():
        talk.hang_up()
        raise Unreachable("no answer in time")
    if talk.fault is not None:
        raise talk.fault
    return _content(talk.answer)


class _Talk:
    """One exchange with a server; ``answer`` or ``fault`` holds how it ended."""

    def __init__(self, server: Server, messages: list[dict[str, str]], limits: Limits, until: float) -> None:
        self._server, self._limits, self._until = server, limits, until
        self._body = json.dumps(
            {"model": server.name, "messages": messages, "temperature": 0, "stream": False},
            ensure_ascii=False,
        ).encode()
        self._line: socket.socket | None = None
        self.answer = b""
        self.fault: Exception | None = None

    def run(self) -> None:
        """Ask and keep the answer; whatever goes wrong becomes ``fault``."""
        try:
            self.answer = self._exchange()
        except (Unreachable, Unusable) as fault:
            self.fault = fault
        except (OSError, http.client.HTTPException, ValueError) as fault:
            self.fault = Unreachable(type(fault).__name__)
        finally:
            self.hang_up()

    def hang_up(self) -> None:
        """Close the line, also from another thread: what waits on it stops waiting."""
        if self._line is not None:
            with contextlib.suppress(OSError):  # closed already by the other side
                self._line.shutdown(socket.SHUT_RDWR)
            self._line.close()

    def _exchange(self) -> bytes:
        parts = urlsplit(self._server.url)
        connection = _connect(self._server, self._left())
        self._line = connection.sock  # kept: the connection lets go of it while the answer is still read
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Host": parts.netloc}
        if self._server.key:
            headers["Authorization"] = f"Bearer {self._server.key}"
        connection.request("POST", f"{parts.path.rstrip('/')}/chat/completions", self._body, headers)
        with contextlib.closing(connection.getresponse()) as response:
            if response.status != http.client.OK:
                raise Unusable(f"status {response.status}")
            return self._read(response)

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            body += chunk
            if len(body) > self._limits.largest:
                raise Unusable("answer too large")
            self._left()
        return bytes(body)

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise Unreachable("no answer in time")
        return left


def _connect(server: Server, seconds: float) -> http.client.HTTPConnection:
    """A connection to the allowed number of the server; over TLS with its name checked."""
    parts = urlsplit(server.url)
    host = parts.hostname or ""
    address, port = allowed_address(server.url, server.anywhere)
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    line = socket.create_connection((address, port), timeout=seconds)
    try:
        connection.sock = (
            ssl.create_default_context().wrap_socket(line, server_hostname=host)
            if parts.scheme == "https"
            else line
        )
    except OSError:
        line.close()
        raise
    return connection


def _content(answer: bytes) -> str:
    try:
        told: Any = json.loads(answer)
        content = told["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError) as wrong:
        raise Unusable("no chat completion") from wrong
    if not isinstance(content, str):
        raise Unusable("no text")
    return content
