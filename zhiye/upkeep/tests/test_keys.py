"""Renewing keys: everything opens and is found as before, whatever happens on the way."""

import json
import stat
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models

from zhiye.accounts.models import User
from zhiye.exchange import originals
from zhiye.journal import commands as journal
from zhiye.journal.queries import attachment_bytes
from zhiye.kernel import sealing
from zhiye.kernel.actor import System
from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id
from zhiye.people import commands, fields
from zhiye.people.commands.reach import row_of
from zhiye.people.id_number import make_id_number
from zhiye.people.models import ContactWay, Person, RivalValue
from zhiye.places.models import Place
from zhiye.upkeep import keys, sealed_kinds
from zhiye.upkeep.sealed_values import KINDS, Rivals

BY = System("test")


class Killed(BaseException):
    """The power goes."""


def plain() -> dict[object, str]:
    """Every sealed value in plain text."""
    numbers: dict[object, str] = {p.pk: fields.value(p, "id_number") for p in Person.objects.all()}
    numbers |= {w.pk: sealing.unseal(w.number, row_of(w.pk)) for w in ContactWay.objects.all()}
    rivals = RivalValue.objects.filter(field="id_number")
    return numbers | {r.pk: sealing.unseal(Rivals().sealed(r), Rivals().context(r)) for r in rivals}


def under() -> Counter[int]:
    """How many values lie under each key."""
    return sum((kind.numbers() for kind in KINDS), Counter())


@pytest.fixture
def rival(here: Path) -> RivalValue:
    """Two people have changed an ID number at once."""
    person = Person.objects.exclude(id_number=b"").order_by("pk").first()
    assert person is not None
    number = make_id_number("310000", person.birth, 7)
    commands.correct_person(
        BY, person=person, values={"id_number": number}, seen={"id_number": "of before"}, op=new_id()
    )
    return RivalValue.objects.get()


def test_every_value_is_counted_under_its_key(rival: RivalValue) -> None:
    people = Person.objects.exclude(id_number=b"").count()
    told = keys.tally()[1]
    assert list(told.values()) == [people, ContactWay.objects.count(), 1, 1]


def test_renewing_seals_everything_anew_and_changes_no_value(rival: RivalValue) -> None:
    before, count = plain(), under()[1]
    done = keys.renew()
    assert done == Counter(renewed=count, broken=0)
    assert under() == Counter({2: count})
    assert plain() == before


def test_numbers_are_found_by_the_new_fingerprints(here: Path) -> None:
    person = Person.objects.exclude(id_index="").first()
    assert person is not None
    number, old = fields.value(person, "id_number"), person.id_index
    keys.renew()
    assert Person.objects.get(id_index=sealing.blind_index(number)).pk == person.pk
    assert not Person.objects.filter(id_index=old).exists()
    for way in ContactWay.objects.all():
        assert way.number_index == sealing.blind_index(sealing.unseal(way.number, row_of(way.pk)))


def test_a_number_that_was_not_to_be_found_still_is_not(here: Path) -> None:
    person = Person.objects.exclude(id_index="").first()
    assert person is not None
    fields.set_value(person, "id_number", "310000195001010000")
    assert person.id_index == ""
    person.save()
    keys.renew()
    person.refresh_from_db()
    assert person.id_index == ""
    assert fields.value(person, "id_number") == "310000195001010000"


def test_the_original_files_open_with_the_new_key(here: Path) -> None:
    (folder,) = (here / "imports").iterdir()
    keys.renew()
    assert (folder / "original.sealed").read_bytes()[0] == 2
    assert originals.read(UUID(folder.name)) == b"a roster as it came"


def test_accounts_kept_beside_the_original_are_renewed_too(here: Path) -> None:
    (folder,) = (here / "imports").iterdir()
    tie = f"exchange.importrun.account.sealed:{folder.name}"
    (folder / "account.sealed").write_bytes(sealing.seal_bytes(b"{}", tie))
    keys.renew()
    raw = (folder / "account.sealed").read_bytes()
    assert raw[0] == 2
    assert sealing.unseal_bytes(raw, tie) == b"{}"


def test_a_settled_rival_takes_the_value_sealed_anew(rival: RivalValue) -> None:
    wanted = sealing.unseal(Rivals().sealed(rival), Rivals().context(rival))
    keys.renew()
    rival.refresh_from_db()
    person = commands.settle_rival(BY, rival=rival, keep=True, op=new_id())
    assert fields.value(person, "id_number") == wanted


@pytest.mark.parametrize("batches", [0, 1, 3])
def test_a_renewal_that_was_killed_goes_on_where_it_stopped(
    rival: RivalValue, monkeypatch: pytest.MonkeyPatch, batches: int
) -> None:
    monkeypatch.setattr(sealed_kinds, "BATCH", 4)
    before, count = plain(), under()[1]
    seen: list[int] = []

    def stop(done: int) -> None:
        if len(seen) == batches:
            raise Killed
        seen.append(done)

    with pytest.raises(Killed):
        keys.renew(stop)
    assert 0 < under()[1] < count
    assert plain() == before
    left = under()[1]
    assert keys.renew() == Counter(renewed=left, broken=0)
    assert under() == Counter({2: count})
    assert keys.numbers() == [1, 2]
    assert plain() == before


def test_a_second_renewal_begins_with_a_third_key(here: Path) -> None:
    keys.renew()
    keys.renew()
    assert keys.numbers() == [1, 2, 3]
    assert set(under()) == {3}


def test_values_that_do_not_open_are_left_and_counted(here: Path) -> None:
    way = ContactWay.objects.first()
    assert way is not None
    ContactWay.objects.filter(pk=way.pk).update(number=bytes([1]) + bytes(40))
    assert keys.renew()["broken"] == 1
    assert bytes(ContactWay.objects.get(pk=way.pk).number) == bytes([1]) + bytes(40)
    with pytest.raises(Refused, match="1 处"):
        keys.retire(1)


def test_an_old_key_can_go_once_nothing_needs_it(here: Path) -> None:
    before = plain()
    keys.renew()
    keys.retire(1)
    sealing._read_ring.cache_clear()
    assert keys.numbers() == [2]
    assert plain() == before
    assert stat.S_IMODE((here / "keys.json").stat().st_mode) == 0o600
    assert set(json.loads((here / "keys.json").read_text())["index"]) == {"2"}


@pytest.mark.parametrize("number, sentence", [(1, "正在用"), (9, "没有 9 号")])
def test_the_key_in_use_and_an_unknown_one_cannot_go(here: Path, number: int, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        keys.retire(number)
    assert keys.numbers() == [1]


def test_a_key_that_is_still_needed_cannot_go(here: Path) -> None:
    sealing.add_keys(here / "keys.json")
    with pytest.raises(Refused, match="keys renew"):
        keys.retire(1)


def test_photos_beside_notes_open_under_the_new_key(here: Path) -> None:
    author, place = User.objects.order_by("pk")[0], Place.objects.filter(kind="committee").order_by("path")[0]
    told = {"text": "来了三位。", "written_on": date(2026, 11, 20)}
    entry = journal.write_entry(BY, author=author, place=place, op=new_id(), **told)
    photos = [
        journal.attach(BY, entry=entry, name="页", media_type="image/png", data=b"png" * n, op=new_id())
        for n in range(1, 8)
    ]
    keys.renew(lambda done: None)
    keys.retire(1)
    for n, photo in enumerate(photos, 1):
        photo.refresh_from_db()
        assert attachment_bytes(BY, photo) == b"png" * n


def test_every_binary_column_of_the_house_is_renewed() -> None:
    """Sealed values are the house's only binary columns; a new one belongs on KINDS."""
    known = {
        (kind.rows().model, column)
        for kind in KINDS
        if isinstance(kind, sealed_kinds.SealedRows)
        for column in kind.columns
    }
    ours = [m for m in apps.get_models() if m.__module__.startswith("zhiye.")]
    binary: list[tuple[Any, str]] = [
        (m, f.name) for m in ours for f in m._meta.local_fields if isinstance(f, models.BinaryField)
    ]
    assert binary
    assert set(binary) <= known
