"""``zhiye read``: journal notes on standard input, one JSON object a line; findings on standard output.

Needs no database and opens no connection.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from zhiye.reading.reader import Gazetteer, read

_KINDS = ("people", "estates", "organisations")
REFUSALS = (ValueError, OSError)


def arguments(parser: ArgumentParser) -> None:
    """What the reader may know beforehand."""
    parser.add_argument(
        "--gazetteer",
        type=Path,
        help='JSON file of known names: {"people": ["…"], "estates": ["…"], "organisations": ["…"]}',
    )


def run(options: Namespace) -> int:
    """Print the findings of every line that is an entry; exit code 1 when a line was none."""
    gazetteer = _gazetteer(options.gazetteer) if options.gazetteer else Gazetteer()
    refused = 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            entry = _entry(line)
        except ValueError as refusal:
            refused += 1
            print(f"line {number}: {refusal}", file=sys.stderr)
            continue
        print(json.dumps(read(entry, gazetteer), ensure_ascii=False), flush=True)
    return 1 if refused else 0


def _entry(line: bytes) -> dict[str, Any]:
    """The entry of a line, or ValueError with a sentence that says what is wrong."""
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise ValueError("this is not a JSON object in UTF-8; the line was left out.") from None
    if not isinstance(entry, dict):
        raise ValueError("this is JSON, but not an object; the line was left out.")
    if not isinstance(entry.get("text"), str):
        raise ValueError('the key "text" is missing or no string; the line was left out.')
    return entry


def _gazetteer(path: Path) -> Gazetteer:
    try:
        names = json.loads(path.read_text("utf-8"))
        return Gazetteer(*(tuple(map(str, names.get(kind, []))) for kind in _KINDS))
    except (UnicodeDecodeError, json.JSONDecodeError, AttributeError, TypeError):
        raise ValueError(f"{path}: not a gazetteer; it holds one JSON object of lists of names.") from None
