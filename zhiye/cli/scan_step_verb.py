"""``zhiye scan-step``: what the pages start in a process of its own; not for people."""

from argparse import ArgumentParser, Namespace

from zhiye.scans.work import work

REFUSALS = ()


def arguments(parser: ArgumentParser) -> None:
    """None: it reads whatever waits."""


def run(options: Namespace) -> int:
    """Read the photos that wait."""
    work()
    return 0
