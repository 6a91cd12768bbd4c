"""Every query starts with the actor, every command with ``by``."""

import inspect
from types import FunctionType, ModuleType
from typing import Any

from tests.house import modules, told
from zhiye.kernel.command import REGISTRY

# Functions of queries modules that read nothing: they speak of what the caller has been given.
PURE = {
    "zhiye.people.queries.files.called": "words for a person already read",
    "zhiye.people.queries.files.computed_categories": "from an age",
    "zhiye.people.queries.lists.born_by": "a date from a date",
    "zhiye.places.queries.standing": "a condition, no rows",
    "zhiye.audit.queries.label_of": "words for a command",
}


def queries() -> dict[str, FunctionType]:
    """Public functions of every queries module, by full name."""
    mine = [m for name, m in modules().items() if "queries" in name.split(".")[2:]]
    return {full: function for module in mine for full, function in public(module).items()}


def public(module: ModuleType) -> dict[str, FunctionType]:
    found = inspect.getmembers(module, inspect.isfunction)
    return {
        f"{module.__name__}.{name}": function
        for name, function in found
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def without_actor(functions: dict[str, FunctionType]) -> list[str]:
    return [name for name, function in functions.items() if first_parameter(function) != "actor"]


def first_parameter(function: Any) -> str:
    return next(iter(inspect.signature(function).parameters), "")


def test_every_query_starts_with_the_actor():
    faults = [name for name in without_actor(queries()) if name not in PURE]
    assert not faults, told(faults, "Let the first parameter be `actor`, and cut by its scope.")


def test_the_exceptions_are_still_there():
    stale = set(PURE) - set(without_actor(queries()))
    assert not stale, f"no longer exceptions, take out of PURE: {sorted(stale)}"


def test_every_command_starts_with_by():
    modules()
    faults = [i.name for i in REGISTRY.values() if first_parameter(i.function) != "by"]
    assert not faults, told(faults, "Let the first parameter be `by`, the actor.")


def test_a_command_is_named_after_its_room():
    modules()
    faults = [
        f"{i.name} in {i.module}" for i in REGISTRY.values() if i.name.split(".")[0] != i.module.split(".")[1]
    ]
    assert not faults, told(faults, "Name commands room.verb.")


def test_a_query_without_an_actor_is_caught():
    module = ModuleType("zhiye.bad.queries")

    def everybody(limit: int) -> None:
        """All of them."""

    everybody.__module__ = module.__name__
    module.everybody = everybody  # type: ignore[attr-defined]
    assert without_actor(public(module)) == ["zhiye.bad.queries.everybody"]
