"""Foreign keys go down, by class, with no way back up, and nothing vanishes by cascade across rooms."""

import ast
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.house import floor_of, room_of, sources, told
from zhiye.kernel.models import Operation
from zhiye.people.models import Person
from zhiye.places.models import Place


def house_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("zhiye.")]


def faults_of_key(field: Any) -> list[str]:
    """What is wrong with one foreign key (or one-to-one, or many-to-many)."""
    here, there = room_of(field.model.__module__), room_of(field.related_model.__module__)
    name, faults = f"{field.model.__name__}.{field.name}", []
    if floor_of(there) > floor_of(here):
        faults.append(f"{name} points up to {there}: let {there} hold the key, or make it a flow")
    if not field.remote_field.hidden:
        faults.append(f'{name}: add related_name="+"')
    if here != there and getattr(field.remote_field, "on_delete", None) is not models.PROTECT:
        faults.append(f"{name} leaves its room: on_delete=models.PROTECT")
    return faults


def keys(of: list[type[models.Model]]) -> list[Any]:
    return [
        field for model in of for field in model._meta.get_fields() if field.concrete and field.is_relation
    ]


def keys_by_text(path: Path) -> list[str]:
    """Keys whose target is written as text: import-linter does not see those."""
    faults = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in _KEYS:
            target = node.args[0] if node.args else None
            if isinstance(target, ast.Constant) and target.value != "self":
                faults.append(f"{path.name}:{node.lineno} points at {target.value!r}: import the class")
    return faults


_KEYS = ("ForeignKey", "OneToOneField", "ManyToManyField")


def test_keys_go_down_are_hidden_and_protected():
    faults = [fault for key in keys(house_models()) for fault in faults_of_key(key)]
    assert not faults, told(faults, "Keys follow the floors as imports do.")


def test_keys_are_written_by_class():
    faults = [fault for path in sources("zhiye") for fault in keys_by_text(path)]
    assert not faults, told(faults, "A key written as text hides an import.")


@isolate_apps("zhiye.kernel", "zhiye.people")
def test_a_key_upwards_visible_and_cascading_is_caught():
    class Bad(models.Model):
        person = models.ForeignKey(Person, on_delete=models.CASCADE)

        class Meta:
            app_label = "kernel"

        def __str__(self) -> str:
            return str(self.person_id)

    Bad.__module__ = Operation.__module__
    faults = faults_of_key(Bad._meta.get_field("person"))
    assert [fault.split(":")[0] for fault in faults] == [
        "Bad.person points up to people",
        "Bad.person",
        "Bad.person leaves its room",
    ]


def test_a_good_key_is_not_blamed():
    assert faults_of_key(Person._meta.get_field("home")) == []
    assert Person._meta.get_field("home").related_model is Place


def test_a_key_by_text_is_caught(tmp_path):
    bad = tmp_path / "models.py"
    bad.write_text('x = models.ForeignKey("places.Place", on_delete=models.PROTECT)\n')
    assert keys_by_text(bad) == ["models.py:1 points at 'places.Place': import the class"]
