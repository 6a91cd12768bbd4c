"""The closed list of sentences that leave the house. They know a count and an address of ours, nothing else."""

import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "texts.toml"
OWN, GROUP = "own", "group"
TRIAL = "trial"


def sentence(to: str, kind: str, count: int = 1, link: str = "") -> str:
    """The text for ``to`` (somebody's own channel or a group): the sentence, then the address on a line of its own."""
    text = sentences()[to][kind].format(count=max(count, 1))
    return f"{text}\n{link}" if link else text


def is_told_to(to: str, kind: str) -> bool:
    """Whether there is such a sentence: a group gets no morning digest."""
    return kind in sentences()[to]


@cache
def sentences() -> dict[str, dict[str, str]]:
    """All of them, by whom they are for and by kind."""
    read = tomllib.loads(DATA.read_text("utf-8"))
    return {OWN: read[OWN], GROUP: read[GROUP]}
