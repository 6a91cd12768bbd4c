"""Notes for the tests of this room, written through the command."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction

from zhiye.journal import commands
from zhiye.journal.models import Entry, Source
from zhiye.journal.sources import note_source
from zhiye.kernel import running
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id

DAY = date(2026, 11, 20)
TEXT = "上午去看王阿姨，她说想学画。下午物业来谈电梯，答应周五前修好。"


def write(by: Actor, **given: Any) -> Entry:
    """A note of ``by``; ``given`` overrides what it says."""
    return commands.write_entry(by, op=new_id(), **{"text": TEXT, "written_on": DAY} | given)


def correct(by: Actor, entry: Entry, text: str, **given: Any) -> Entry:
    """The note says ``text`` from now on."""
    told = {"text": text, "written_on": entry.written_on, "version": entry.version} | given
    return commands.correct_entry(by, entry=entry, op=new_id(), **told)


def line(entry: Entry, quote: str, **given: Any) -> Source:
    """A record was made from ``quote``, inside a gesture as flows do it."""
    start = entry.text.index(quote)
    told = {"kind": "wish", "record": new_id()} | given
    with gesture():
        return note_source(entry, start=start, end=start + len(quote), quote=quote, **told)


@contextmanager
def gesture() -> Iterator[None]:
    """A command under way, in whose gesture lines are written."""
    with transaction.atomic(), running.start("test", new_id()):
        yield
