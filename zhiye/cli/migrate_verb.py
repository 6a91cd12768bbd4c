"""``zhiye migrate``."""

from argparse import ArgumentParser, Namespace

from zhiye.cli.ready import make_ready

REFUSALS = ()


def arguments(parser: ArgumentParser) -> None:
    """None."""


def run(options: Namespace) -> int:
    """Bring the tables up to date."""
    make_ready()
    return 0
