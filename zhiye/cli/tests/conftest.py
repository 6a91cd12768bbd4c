"""Running verbs in this process, on the tests' own database."""

from collections.abc import Callable
from typing import Any

import pytest

from zhiye.cli.main import main

Told = tuple[int, str, str]  # exit code, what was printed, what was complained of


@pytest.fixture
def zhiye(capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> Callable[..., Told]:
    """``zhiye("user", "list")`` as if typed, without a terminal to ask."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    def run(*words: str) -> Told:
        code = main(words)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run
