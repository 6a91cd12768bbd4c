"""Arming, moving and cancelling timers. Plain functions: they are called inside a running command, which leaves
the trace."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from zhiye.kernel import running
from zhiye.kernel.errors import HouseFault
from zhiye.timers.models import ARMED, CANCELLED, Timer
from zhiye.timers.slots import handler_of


def arm(kind: str, subject: UUID, due: datetime, *, step: int | str = "", path: str = "") -> Timer:
    """At ``due`` (aware) the handler of ``kind`` is to be called for ``subject``; again with another moment: moved.

    One that has fired for this very moment stays fired; for another moment it is armed anew. Raises HouseFault
    outside a command, or when nobody handles ``kind``.
    """
    _in_a_command()
    if handler_of(kind) is None:
        raise HouseFault(f"nobody handles {kind}: call timers.slots.on in the room's clockwork.py")
    if timezone.is_naive(due):
        raise HouseFault("a timer's moment has a time zone")
    wanted = {"due": due, "next_try": due, "path": path}
    timer, made = Timer.objects.select_for_update().get_or_create(
        kind=kind, subject=subject, step=str(step), defaults=wanted
    )
    if made or (timer.state != CANCELLED and timer.due == due):
        return _at(timer, path)
    for field, value in (wanted | _FRESH).items():
        setattr(timer, field, value)
    timer.save(update_fields=[*wanted, *_FRESH])
    return timer


_FRESH = {"state": ARMED, "fired_at": None, "attempts": 0, "last_error": ""}


def cancel(kind: str, subject: UUID, step: int | str | None = None) -> int:
    """Nothing is to happen any more: one step, or all of the kind. Returns how many were armed.

    What has fired stays fired.
    """
    _in_a_command()
    rows = Timer.objects.filter(kind=kind, subject=subject, state=ARMED)
    return (rows if step is None else rows.filter(step=str(step))).update(state=CANCELLED)


def cancel_all(subject: UUID) -> int:
    """Nothing is to happen with ``subject`` any more, of whatever kind. Returns how many were armed."""
    _in_a_command()
    return Timer.objects.filter(subject=subject, state=ARMED).update(state=CANCELLED)


def _at(timer: Timer, path: str) -> Timer:
    if timer.path != path:
        timer.path = path
        timer.save(update_fields=["path"])
    return timer


def _in_a_command() -> None:
    if running.current() is None:
        raise HouseFault("a timer is armed and cancelled inside a command only")
