"""What the model is asked, with our own codes in it, and the bounds of what it may answer."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from zhiye.reading.tables import read_toml
from zhiye.second_reader.asking import Limits


def _data() -> dict[str, Any]:
    return tomllib.loads(
        resources.files("zhiye.second_reader").joinpath("data/asking.toml").read_text("utf-8")
    )


_ASKING = _data()
CONFIDENCE: float = _ASKING["confidence"]
LONGEST_TEXT: int = _ASKING["longest_text"]
LONGEST_QUOTE: int = _ASKING["longest_quote"]
MOST_ITEMS: int = _ASKING["most_items"]
REST_SECONDS: float = _ASKING["rest_seconds"]
LIMITS = Limits(_ASKING["seconds"], _ASKING["largest_answer"])


@dataclass(frozen=True)
class Codes:
    """The codes a model may use, with their meaning for it; relations are their own meaning."""

    matters: Mapping[str, str]
    contacts: Mapping[str, str]
    relations: tuple[str, ...]


@cache
def codes() -> Codes:
    """The reader's own codes."""
    return Codes(_ASKING["matters"], _ASKING["contacts"], tuple(read_toml("kin.toml")["relations"]))


def messages(sent: str) -> list[dict[str, str]]:
    """The two messages of a question: what to do, and the covered note as material between two lines of its own."""
    known = codes()
    told = _ASKING["system"].strip()
    for key, words in (
        ("{relations}", "、".join(known.relations)),
        ("{matters}", _listed(known.matters)),
        ("{contacts}", _listed(known.contacts)),
    ):
        told = told.replace(key, words)
    return [
        {"role": "system", "content": told},
        {"role": "user", "content": f"笔记开始\n{sent[:LONGEST_TEXT]}\n笔记结束"},
    ]


def _listed(meanings: Mapping[str, str]) -> str:
    return "；".join(f"{code}（{meaning}）" for code, meaning in meanings.items())
