"""One photo read by a process of its own: what stands on it, or why not."""

import json
import logging
import subprocess
import sys
from dataclasses import dataclass, field

from django.conf import settings

from zhiye.scans.lines import Laid, Line, laid_out
from zhiye.scans.protocol import MISSING
from zhiye.scans.states import BROKEN, EMPTY, READ, UNABLE

SECONDS = 90.0  # by the clock, on a machine that has other things to do
LOW_PRIORITY = 10  # pages go first
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reading:
    """How it went, and the text."""

    state: str
    laid: Laid = field(default_factory=Laid)


def read(photo: bytes, seconds: float = SECONDS, program: str = "zhiye.scans.engine") -> Reading:
    """Read the photo; never raises. ``program`` is the module that reads."""
    command = ["nice", "-n", str(LOW_PRIORITY), sys.executable, "-m", program]
    try:
        done = subprocess.run(
            command,
            input=photo,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=settings.BASE_DIR,
            env={},  # it learns no address and no secret of ours
        )
    except subprocess.TimeoutExpired:
        logger.warning("a photo was given up after %s seconds", seconds)
        return Reading(BROKEN)
    except OSError:
        logger.exception("the reader of photos could not be started")
        return Reading(UNABLE)
    if done.returncode == MISSING:
        return Reading(UNABLE)
    if done.returncode != 0:
        logger.warning("the reader of photos ended with %s: %s", done.returncode, done.stderr[-500:])
        return Reading(BROKEN)
    try:
        laid = laid_out(Line(**line) for line in json.loads(done.stdout))
    except (ValueError, TypeError):
        logger.exception("the reader of photos answered with something else")
        return Reading(BROKEN)
    return Reading(READ if laid.text else EMPTY, laid)
