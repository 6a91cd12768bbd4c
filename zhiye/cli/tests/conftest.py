"""Running verbs in this process."""

from collections.abc import Callable
from typing import Any

import pytest

from zhiye.cli.main import main
from zhiye.upkeep.tests.systems import _cheap_passphrases

__all__ = ["_cheap_passphrases"]

Told = tuple[int, str, str]  # exit code, what was printed, what was complained of


@pytest.fixture
def zhiye(capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> Callable[..., Told]:
    """``zhiye("user", "list")`` as if typed where nobody can be asked."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    def run(*words: str) -> Told:
        code = main(words)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run
