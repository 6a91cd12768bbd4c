"""``zhiye import-step RUN STEP OP``: what the pages start in a process of its own; not for people."""

from argparse import ArgumentParser, Namespace
from uuid import UUID

from zhiye.exchange.work import EXAMINE, IMPORT, work

REFUSALS = ()


def arguments(parser: ArgumentParser) -> None:
    """The run, the step, the gesture."""
    parser.add_argument("run", type=UUID)
    parser.add_argument("step", choices=[EXAMINE, IMPORT])
    parser.add_argument("op", type=UUID)


def run(options: Namespace) -> int:
    """Do the step."""
    work(options.run, options.step, options.op)
    return 0
