"""What a working call of a command is, for the tests that hold for all of them; one module a group of rooms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unittest.mock import sentinel

from tests.cast_builder import Cast
from tests.make import Make
from zhiye.kernel.actor import System
from zhiye.kernel.errors import Forbidden, NotFound

Given = Callable[[Cast, Make], dict[str, Any]]
OP = sentinel.op
SYSTEM = System("test")
NO_SUCH_THING = Forbidden  # accounts are no secret among those who manage some


@dataclass(frozen=True)
class Call:
    """How a command is called (``given``), by whom it works, who sees the thing but may not do it."""

    given: Given
    able: str = "worker"
    reader: str = "mediator"
    stranger_is_told: type[Exception] = NotFound
    inner: bool = False  # runs inside other commands only
