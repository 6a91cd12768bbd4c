"""The recogniser behind one door: bytes of a photo on standard input, what was read as JSON on standard output.

Runs as ``python -m zhiye.scans.engine``, without our database, keys and environment: a page that breaks it breaks
nothing else. Memory and time are limited, and no file or connection can be opened any more, before it sees the photo.
"""

import json
import resource
import sys
from typing import Any

from zhiye.scans.protocol import MISSING

try:
    from faster_paddle import OcrEngine
except ImportError:  # an old C library, or a machine that it is not built for: an answer, not a fault
    OcrEngine = None
MEMORY = 2 * 1024**3  # bytes of its own; a photo of 2000 px takes 0.6 of the first
CPU_SECONDS = 60
STANDARD_FILES = 3
_SIZE = "small"  # the weights in the wheel; "medium" would be fetched from elsewhere, so it is never named


def main() -> int:
    """Read one page; answers the exit code."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    if OcrEngine is None:
        return MISSING
    recogniser = OcrEngine(model_size=_SIZE, threads=1)
    resource.setrlimit(
        resource.RLIMIT_NOFILE, (STANDARD_FILES, STANDARD_FILES)
    )  # from here on nothing is opened
    found = recogniser.ocr(sys.stdin.buffer.read())
    json.dump([_line(box) for _number, box in sorted(found["bounds"].items())], sys.stdout)
    return 0


def _line(box: dict[str, Any]) -> dict[str, Any]:
    (left, top), (right, bottom) = box["topLeftCoord"], box["bottomRightCoord"]
    return {
        "text": box["text"],
        "score": float(box["confidence"]),
        "left": left,
        "top": top,
        "right": right,
        "bottom": bottom,
    }


if __name__ == "__main__":
    sys.exit(main())
