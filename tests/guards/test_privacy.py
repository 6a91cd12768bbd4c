"""Every stored field is classed: public, staff or sensitive."""

from types import ModuleType

from django.apps import apps

from tests.house import modules, room_of, told

CLASSES = {"public", "staff", "sensitive"}


def stored() -> dict[str, set[str]]:
    """Room → its "Model.field" names."""
    found: dict[str, set[str]] = {}
    for model in apps.get_models():
        if model.__module__.startswith("zhiye."):
            names = {f"{model.__name__}.{field.name}" for field in model._meta.concrete_fields}
            found.setdefault(room_of(model.__module__), set()).update(names)
    return found


def faults_of_room(room: str, fields: set[str], privacy: ModuleType | None) -> list[str]:
    classed = dict(getattr(privacy, "FIELDS", {}))
    faults = [f"{room}: {name} is not classed" for name in sorted(fields - set(classed))]
    faults += [f"{room}: {name} is no field any more" for name in sorted(set(classed) - fields)]
    return faults + [
        f"{room}: {n} is {c!r}, choose of {sorted(CLASSES)}" for n, c in classed.items() if c not in CLASSES
    ]


def test_every_field_is_classed():
    faults = [
        fault
        for room, fields in stored().items()
        for fault in faults_of_room(room, fields, modules().get(f"zhiye.{room}.privacy"))
    ]
    assert not faults, told(faults, "Class it in <room>/privacy.py FIELDS: who may know it?")


def test_an_unclassed_a_stale_and_a_wrongly_classed_field_are_caught():
    privacy = ModuleType("zhiye.bad.privacy")
    privacy.FIELDS = {"Person.gone": "staff", "Person.name": "secret"}  # type: ignore[attr-defined]
    faults = faults_of_room("bad", {"Person.name", "Person.new"}, privacy)
    assert [fault.split(": ")[1].split(",")[0] for fault in faults] == [
        "Person.new is not classed",
        "Person.gone is no field any more",
        "Person.name is 'secret'",
    ]
