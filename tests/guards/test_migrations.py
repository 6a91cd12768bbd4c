"""Migrations are current and have names that say something."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests.house import ROOT, told


def badly_named(names: list[str]) -> list[str]:
    return [name for name in names if "_auto_" in name or name.endswith("_initial")]


@pytest.mark.django_db
def test_migrations_are_current():
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    except SystemExit:
        pytest.fail("models changed: run makemigrations --name with a name that says what it is for")


def test_migrations_have_names():
    faults = badly_named([path.stem for path in (ROOT / "zhiye").rglob("migrations/0*.py")])
    assert not faults, told(faults, "makemigrations --name says what the migration is for")


def test_a_change_without_a_migration_is_caught():
    before = MigrationLoader(None).project_state()
    after = ProjectState.from_apps(apps)
    after.add_model(ModelState("places", "Forgotten", [("id", models.BigAutoField(primary_key=True))]))
    changes = MigrationAutodetector(before, after).changes(graph=MigrationLoader(None).graph)
    assert "places" in changes


def test_bad_names_are_caught():
    assert badly_named(["0001_first", "0002_auto_20261121", "0003_initial"]) == [
        "0002_auto_20261121",
        "0003_initial",
    ]
