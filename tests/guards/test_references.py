"""Every reference to a person, a user or a place is decided about in the stories that move or remove them."""

from typing import Any

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.house import told
from zhiye.accounts.models import User
from zhiye.flows import hand_over_work, merge_people, reroute_place, undo_import
from zhiye.people.models import OtherName, Person
from zhiye.places.models import Place

# Places that an import can make are estates, buildings, units and homes; these never point at one of them.
NEVER_AT_AN_IMPORTED_PLACE = {
    ("exchange.importrun", "committee"),
    ("filling.form", "committee"),
    ("cases.case", "committee"),
    ("cases.numbering", "committee"),
    ("cases.handing", "unit"),  # a committee or a street
    ("hotline.ticketsheet", "committee"),
    ("hotline.ticket", "committee"),
    ("hotline.thanks", "committee"),
    ("activities.activity", "committee"),
    ("certificates.numbering", "committee"),
    ("certificates.certificate", "committee"),
    ("reports.report", "place"),  # a committee
    ("portal.counter", "committee"),
    ("portal.receipt", "committee"),
    ("notices.channel", "committee"),
    ("open311.partner", "place"),
    ("overview.question", "committee"),
    ("overview.story", "committee"),
}


def references(to: type[models.Model], among: list[Any] | None = None) -> set[tuple[str, str]]:
    """(model, field) of every foreign key to ``to``."""
    return {
        (model._meta.label_lower, field.name)
        for model in (apps.get_models() if among is None else among)
        for field in model._meta.get_fields(include_hidden=True)
        if field.concrete and field.is_relation and field.related_model is to
    }


def differing(found: set[tuple[str, str]], named: set[tuple[str, str]], where: str) -> list[str]:
    missing = [f"{model}.{field} is not named in {where}" for model, field in sorted(found - named)]
    return missing + [
        f"{model}.{field} in {where} is no reference any more" for model, field in sorted(named - found)
    ]


def test_a_merge_decides_about_every_reference_to_a_person():
    named = {(model._meta.label_lower, field) for model, field, *_rest in merge_people.REFERENCES}
    faults = differing(references(Person), named, "flows/merge_people.py REFERENCES")
    assert not faults, told(faults, "Say there whether the row moves to the kept file or stays.")


def test_handing_over_decides_about_every_reference_to_a_user():
    faults = differing(references(User), set(hand_over_work.REFERENCES), "flows/hand_over_work.py REFERENCES")
    assert not faults, told(faults, "Say there what becomes of it when a colleague leaves.")


def test_undoing_an_import_decides_about_every_reference_to_a_person():
    named = {(model._meta.label_lower, field) for model, field in undo_import.WRITTEN_SINCE}
    named |= {(model._meta.label_lower, "person") for model in [*undo_import.BELONGINGS, OtherName]}
    faults = differing(references(Person), named, "flows/undo_import.py")
    assert not faults, told(faults, "Does it belong to the import (BELONGINGS) or to people (WRITTEN_SINCE)?")


def test_undoing_an_import_spares_places_that_somebody_refers_to():
    named = {(model._meta.label_lower, field) for model, field in undo_import.PLACE_USERS}
    found = references(Place) - NEVER_AT_AN_IMPORTED_PLACE
    faults = differing(found, named, "flows/undo_import.py PLACE_USERS")
    assert not faults, told(faults, "Add it, so that an undone import keeps the place.")


def test_a_moving_place_takes_every_copied_path_along():
    copies = {
        model
        for model in apps.get_models()
        if model.__module__.startswith("zhiye.") and "path" in {f.name for f in model._meta.concrete_fields}
    }
    # The trail tells where things were then.
    aside = {"places.place", "audit.auditentry", "audit.look"}
    found = {model._meta.label_lower for model in copies} - aside
    named = {model._meta.label_lower for model in reroute_place.PATHS}
    assert found == named, "name every model with a `path` in flows/reroute_place.py PATHS"


@isolate_apps("zhiye.people")
def test_a_new_reference_is_caught():
    class Note(models.Model):
        about = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "people"

        def __str__(self) -> str:
            return str(self.about_id)

    faults = differing(references(Person, [Note]), set(), "REFERENCES")
    assert faults == ["people.note.about is not named in REFERENCES"]
