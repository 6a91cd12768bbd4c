"""One way to write. A command asks leave, checks rules, writes, leaves a trace, tells people, in that order."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from zhiye.kernel import clock, running
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Conflict, HouseFault, Refused
from zhiye.kernel.models import Operation

P = ParamSpec("P")
R = TypeVar("R")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class CommandInfo:
    """What the house knows of a command: its name, its words for the trail, the function, its module."""

    name: str
    label: Any  # lazily translated
    function: Callable[..., Any]
    module: str


REGISTRY: dict[str, CommandInfo] = {}


def command(name: str, label: Any) -> Callable[[Callable[Concatenate[Actor, P], R]], Callable[..., R]]:
    """Register a function ``(by, …)`` as the command ``name``; ``label`` is its sentence in the trail.

    Callers add ``op=UUID``, the id of the gesture, unless they call from inside another command,
    whose transaction and gesture are then shared. A command that asked no leave or left no trace is
    rolled back with HouseFault.
    """

    def register(body: Callable[Concatenate[Actor, P], R]) -> Callable[..., R]:
        @wraps(body)
        def run(by: Actor, *args: Any, **kwargs: Any) -> Any:
            op = kwargs.pop("op", None)
            if running.current() is not None:
                return cast(Callable[..., Any], body)(by, *args, **kwargs)
            if op is None:
                raise TypeError(f"{name} needs op=, the id of the gesture")
            return _run_once(name, body, by, op, args, kwargs)

        REGISTRY[name] = CommandInfo(name, label, run, body.__module__)
        return cast(Callable[..., R], run)  # ``op`` cannot be added to P, so callers' arguments go unchecked

    return register


def _run_once(
    name: str, body: Callable[..., Any], by: Actor, op: UUID, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    try:
        with transaction.atomic():
            # Its key refuses a gesture that came before: nobody pays for asking first.
            operation = Operation.objects.create(pk=op, command=name, actor=by.key, at=clock.now())
            with running.start(name, op) as run:
                result = body(by, *args, **kwargs)
            _check_house_rules(name, run)
            operation.answer = _pack(result)
            operation.save(update_fields=["answer"])
            return result
    except IntegrityError as clash:
        # The same gesture arrived before, or twice at once: the first one won, and its answer is ours too.
        if known := Operation.objects.filter(pk=op).first():
            return _first_answer(known, name, by)
        # Two people said the same at once: the rules were asked before the other one's row was there.
        logger.warning("%s met another change: %s", name, clash)
        raise Refused(_("刚才还有一位同事在改这里。看看现在的样子，要改再改一次。")) from clash


def _check_house_rules(name: str, run: running.Run) -> None:
    if not run.asked:
        raise HouseFault(f"{name} asked no leave: call by.require(…) first")
    if not run.traced:
        raise HouseFault(f"{name} left no trace: call audit.log.write(…)")


def _first_answer(known: Operation, name: str, by: Actor) -> Any:
    if known.command != name or known.actor != by.key:
        raise Conflict({"op": (name, known.command)})
    return _unpack(known.answer)


def _pack(result: Any) -> Any:
    if isinstance(result, models.Model):
        return {"model": result._meta.label, "id": str(result.pk)}
    if isinstance(result, UUID):
        return {"uuid": str(result)}
    return {"value": result}


def _unpack(answer: Any) -> Any:
    if answer is None:
        return None
    if "model" in answer:
        model = apps.get_model(answer["model"])
        return model._default_manager.filter(pk=answer["id"]).first()
    return UUID(answer["uuid"]) if "uuid" in answer else answer["value"]
