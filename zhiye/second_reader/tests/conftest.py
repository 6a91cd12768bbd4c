"""A model server of our own that behaves as badly as a test wants."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from zhiye.second_reader.asking import Server

Behaviour = Callable[[BaseHTTPRequestHandler], None]


class ModelServer(ThreadingHTTPServer):
    """Answers with ``behaviour``; ``asked`` holds what came in, ``paths`` where."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaviour, self.asked, self.paths, self.keys = behaviour, [], [], []
        self.let_go = threading.Event()

    @property
    def at(self) -> Server:
        return Server(f"http://127.0.0.1:{self.server_port}/v1", "small", "secret")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side hung up, as it should."""


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(json.loads(body))
        self.server.paths.append(self.path)
        self.server.keys.append(self.headers["Authorization"])
        self.server.behaviour(self)

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        self.send_error(500)

    def log_message(self, *_args: object) -> None:
        """Nothing to tell."""


def sending(body: bytes, status: int = 200) -> Behaviour:
    """A behaviour: this body, with this status."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def saying(content: object) -> Behaviour:
    """A behaviour: a chat completion with this content (an object is told as JSON)."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return sending(json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode())


@pytest.fixture
def model() -> Iterator[Callable[[Behaviour], ModelServer]]:
    """Starts a model server with a behaviour; all are closed afterwards."""
    running: list[ModelServer] = []

    def start(behaviour: Behaviour) -> ModelServer:
        server = ModelServer(behaviour)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        running.append(server)
        return server

    yield start
    for server in running:
        server.let_go.set()
        server.shutdown()
        server.server_close()
