"""``zhiye check``: does everything fit together? Exit code 1 when something needs a hand."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from zhiye.upkeep.checks import findings

REFUSALS = ()


def arguments(parser: ArgumentParser) -> None:
    """How to tell."""
    parser.add_argument("--json", action="store_true", help="one JSON list, for other programs")


def run(options: Namespace) -> int:
    """One line a check."""
    found = findings()
    if options.json:
        print(json.dumps([asdict(f) | {"fine": f.fine} for f in found], ensure_ascii=False, indent=1))
    else:
        for finding in found:
            print(f"✓ {finding.title}" if finding.fine else f"✗ {finding.title}：{finding.problem}")
    return 0 if all(finding.fine for finding in found) else 1
