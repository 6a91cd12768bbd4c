"""The one description of the partners' door (``data/api.toml``), typed. Page, openapi.json and tests read it here."""

import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    resources.files("zhiye.open311").joinpath("data", "api.toml").read_text("utf-8")
)
Text = tuple[str, str]  # Chinese, English
CHANGED: str = _DATA["effective_from"].isoformat()
SPECIFICATION: str = _DATA["specification"]
FORMATS: dict[str, str] = _DATA["formats"]
PARAMETERS: dict[str, Text] = {name: tuple(one["text"]) for name, one in _DATA["parameter"].items()}
ANSWERS: dict[str, dict[str, str]] = _DATA["answer"]
FAULTS: dict[int, Text] = {int(status): tuple(text) for status, text in _DATA["fault"].items()}
TITLE: Text = tuple(_DATA["about"]["title"])
INTRO: Text = tuple(_DATA["about"]["intro"])
RULES: list[Text] = [tuple(rule) for rule in _DATA["about"]["rules"]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked for: ``name`` is that of its address, ``key`` none, optional or needed.

    ``answer`` names the fields of what is answered, in a list where there are ``many``; ``root`` is what XML calls it.
    """

    name: str
    method: str
    path: str
    root: str
    answer: str
    many: bool
    key: str
    text: Text
    query: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()

    @property
    def in_path(self) -> list[str]:
        """What stands in the address itself, the format aside."""
        return [name for name in re.findall(r"{(\w+)}", self.path) if name != "format"]

    @property
    def faults(self) -> list[int]:
        """The statuses that may be answered besides 200."""
        return [status for status in FAULTS if self.key != "none" and (self.key == "needed" or status != 429)]


def _operation(told: dict[str, Any]) -> Operation:
    lists = {name: tuple(told.get(name, ())) for name in ("query", "form", "needed", "text")}
    return Operation(**told | lists)


OPERATIONS: list[Operation] = [_operation(told) for told in _DATA["operation"]]


def said(text: Text, english: bool) -> str:
    """One of the two."""
    return text[english]
