"""``zhiye fill-step FILLING``: what the pages start in a process of its own; not for people."""

from argparse import ArgumentParser, Namespace
from uuid import UUID

from zhiye.filling.work import work

REFUSALS = ()


def arguments(parser: ArgumentParser) -> None:
    """The filling whose file is to be made."""
    parser.add_argument("filling", type=UUID)


def run(options: Namespace) -> int:
    """Make it."""
    work(options.filling)
    return 0
