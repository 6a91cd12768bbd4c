"""``python -m bench.reading [FOLDER]``: how well ``zhiye read`` finds what careful readers found.

FOLDER (or $ZHIYE_READING_DATA) holds entries.jsonl, gold.jsonl, entries_written.jsonl, gold_written.jsonl and
score.py. An entry is set aside when the SHA-256 of its id, as a number, is divisible by three; rules are made
looking at the others only. Printed: F1 by field, tuned part and part set aside, real and written entries.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from zhiye.reading.reader import read

SETS = {"real": ("entries.jsonl", "gold.jsonl"), "written": ("entries_written.jsonl", "gold_written.jsonl")}
ROWS = [
    *("people", "traits", "kinship", "addresses", "dates", "money", "organisations"),
    *("matters", "contacts", "commitments", "macro", "age", "sex", "due"),
]


def main() -> int:
    """Print the table, or say that there is nothing to measure with."""
    told = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ZHIYE_READING_DATA", "")
    folder = Path(told)
    if not told or not (folder / "score.py").exists():
        print("no measuring set: name its folder as an argument or in ZHIYE_READING_DATA", file=sys.stderr)
        return 1
    columns = {
        f"{name} {part}": _measure(folder, *SETS[name], aside=part == "aside")
        for name in SETS
        for part in ("tuned", "aside")
    }
    print("field".ljust(15) + "".join(title.rjust(15) for title in columns))
    for row in ROWS:
        print(row.ljust(15) + "".join(_figure(result[row]).rjust(15) for result in columns.values()))
    return 0


def is_aside(key: str) -> bool:
    """Whether an entry is kept away from whoever writes rules."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 3 == 0


def _measure(folder: Path, entries: str, gold: str, *, aside: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as scratch:
        paths = Path(scratch, "gold"), Path(scratch, "read")
        _write(paths[0], [line for line in _lines(folder / gold) if is_aside(line["id"]) == aside])
        found = [read(line) for line in _lines(folder / entries) if is_aside(line["id"]) == aside]
        _write(paths[1], found)
        command = [sys.executable, str(folder / "score.py"), *map(str, paths), "--json"]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _write(path: Path, lines: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def _figure(result: dict[str, Any]) -> str:
    figure = result["f1"] if "f1" in result else result["accuracy"]
    return "-" if figure is None else f"{figure:.3f}"


if __name__ == "__main__":
    sys.exit(main())
