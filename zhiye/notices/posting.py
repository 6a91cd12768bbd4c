"""One text to one channel: to the robot it names, or into the file that tests and the demo read."""

import json
import os
from uuid import UUID

from django.conf import settings

from zhiye.kernel import clock
from zhiye.kernel.sealing import SealBroken
from zhiye.notices import robots
from zhiye.notices.addresses import FILE
from zhiye.notices.answers import GONE, TAKEN, UNREACHABLE, Answer
from zhiye.notices.models import Channel
from zhiye.notices.sealed import address_of


def post(channel: Channel, text: str, message: UUID) -> Answer:
    """Send ``text`` with the id ``message``. Where ZHIYE_NOTICES_FILE is set nothing leaves the machine."""
    if settings.NOTICES_FILE:
        return _write(channel, text, message)
    if channel.kind == FILE:
        return Answer(UNREACHABLE)
    try:
        return robots.hand_over(address_of(channel), text)
    except SealBroken:
        return Answer(GONE)  # its key is lost: the address has to be given anew


def _write(channel: Channel, text: str, message: UUID) -> Answer:
    line = {"id": str(message), "channel": str(channel.pk), "kind": channel.kind, "text": text}
    line["at"] = clock.now().isoformat()
    raw = json.dumps(line, ensure_ascii=False).encode() + b"\n"
    try:
        file = os.open(settings.NOTICES_FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError:
        return Answer(UNREACHABLE)
    with os.fdopen(file, "ab", buffering=0) as sink:
        sink.write(raw)
    return Answer(TAKEN)


def absolute(path: str) -> str:
    """The address of one of our pages as it can be opened from a messenger; empty where none has been set."""
    origins = [origin for origin in settings.CSRF_TRUSTED_ORIGINS if "*" not in origin]
    return origins[0].rstrip("/") + path if origins else ""
