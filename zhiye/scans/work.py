"""The worker: takes waiting photos one after the other, in the order they came, until none waits."""

import logging
import time

from django.conf import settings

from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id
from zhiye.scans import commands, queue
from zhiye.scans.models import Photo
from zhiye.scans.queries import photo_bytes
from zhiye.scans.reading import Reading, read
from zhiye.scans.slots import MORE_TO_READ
from zhiye.scans.states import BROKEN, READING, WAITING

LINGER = 3.0  # seconds in which another photo may come before the worker leaves
logger = logging.getLogger(__name__)
_BY = System("scans")


def start() -> None:
    """See to it that what waits is read (or, where the settings say so, read it here and now)."""
    if settings.SCANS_INLINE:
        work(linger=0)
    else:
        queue.start()


def work(linger: float = LINGER) -> None:
    """Read whatever waits. Does nothing when another worker lives."""
    with queue.working() as alone:
        if not alone:
            return
        for photo in Photo.objects.filter(state=READING).select_related("attachment__entry", "taker"):
            _note(photo, Reading(BROKEN))  # an earlier worker was killed over it
        until = time.monotonic() + linger
        while True:
            if waiting := _next():
                _read_one(waiting)
                until = time.monotonic() + linger
            elif any(entry.function(read) for entry in MORE_TO_READ.entries):
                until = time.monotonic() + linger
            elif time.monotonic() >= until:
                return
            else:
                time.sleep(0.3)


def _next() -> Photo | None:
    waiting = Photo.objects.filter(state=WAITING, dropped_at=None).order_by("id")
    return waiting.select_related("attachment__entry", "taker").first()


def _read_one(photo: Photo) -> None:
    if not commands.begin_reading(_BY, photo=photo, op=new_id()):
        return
    try:
        reading = read(photo_bytes(_BY, photo))
    except Exception:
        logger.exception("photo %s could not be read", photo.pk)
        reading = Reading(BROKEN)
    _note(photo, reading)


def _note(photo: Photo, reading: Reading) -> None:
    commands.note_reading(_BY, photo=photo, state=reading.state, laid=reading.laid, op=new_id())
