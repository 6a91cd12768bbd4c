"""``python -m bench [10000 100000]``: builds streets of these sizes in a scratch place and measures them.

Each line names its limit and the ratio to it; where another library does the same job, it is measured in
the same run. Figures depend on the machine: compare lines of one run, not of two.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = [10_000, 100_000]


def main() -> int:
    """Measure every size in a process of its own and print one table."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    rows = []
    with tempfile.TemporaryDirectory(prefix="zhiye-bench-") as scratch:
        for size in sizes:
            for part in ("register", "importing"):
                folder = Path(scratch) / f"{part}-{size}"
                folder.mkdir()
                rows += _measure(part, size, folder)
        for part, count in (
            ("scans", 3),
            ("timers", 10_000),
            ("matters", 60_000),
            ("year", 300_000),
            ("forms", 1000),
        ):
            folder = Path(scratch) / part
            folder.mkdir()
            rows += _measure(part, count, folder)
    _print(rows)
    return 0


def _measure(part: str, size: int, folder: Path) -> list[dict[str, object]]:
    environment = {**os.environ, "ZHIYE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", f"bench.{part}", str(size)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def _print(rows: list[dict[str, object]]) -> None:
    heads = ["people", "what", "figure", "limit", "ratio"]
    widths = [max(len(head), *(len(str(row[head])) for row in rows)) for head in heads]
    for line in [
        dict(zip(heads, heads, strict=True)),
        {h: "-" * w for h, w in zip(heads, widths, strict=True)},
        *rows,
    ]:
        print(
            "  ".join(
                str(line[head]).ljust(width) for head, width in zip(heads, widths, strict=True)
            ).rstrip()
        )


if __name__ == "__main__":
    sys.exit(main())
