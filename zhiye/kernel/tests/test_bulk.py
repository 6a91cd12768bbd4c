"""Rows written in bulk read like rows written one by one."""

from datetime import date
from decimal import Decimal

import pytest

from zhiye.kernel.bulk import BATCH, insert_rows
from zhiye.kernel.ids import new_id
from zhiye.people.models import Ownership, Person, SearchKey

pytestmark = pytest.mark.django_db


def test_every_kind_of_column_reads_back_as_it_was(cast):
    home, origin = cast.home("115-402"), new_id()
    wang = cast.person("wang")
    row = (new_id(), wang.pk, home.pk, 1, 2, Decimal("68.50"), date(2020, 2, 29), "产证", origin)
    fields = ["id", "person", "home", "share_of", "share_in", "area", "until", "source", "origin"]
    assert insert_rows(Ownership, [*fields, "area_source"], [(*row, "")]) == 1
    read = Ownership.objects.get(pk=row[0])
    assert (read.person, read.home, read.area, read.until, read.origin) == (
        wang,
        home,
        row[5],
        row[6],
        origin,
    )


def test_bytes_blanks_and_truth_read_back(cast):
    names = [field.attname for field in Person._meta.concrete_fields]
    wang = Person.objects.filter(pk=cast.people["wang"]).values_list(*names).get()
    other = dict(zip(names, wang, strict=True)) | {"id": new_id(), "id_number": b"\x00\xff", "birth": None}
    insert_rows(Person, [name.removesuffix("_id") for name in names], [tuple(other.values())])
    read = Person.objects.filter(pk=other["id"]).values(*names).get()
    assert read | {"id_number": bytes(read["id_number"])} == other


def test_rows_may_be_read_from_the_database_while_they_are_written(cast):
    names = (Person.objects.values_list("name", flat=True).get(pk=pk) for pk in cast.people.values())
    assert insert_rows(SearchKey, ["name", "key"], ((name, "x") for name in names)) == len(cast.people)


def test_more_rows_than_a_batch_are_all_written(cast):
    before = SearchKey.objects.count()
    rows = (("王桂珍", f"{number}") for number in range(BATCH + 1))
    assert insert_rows(SearchKey, ["name", "key"], rows) == BATCH + 1
    assert SearchKey.objects.count() == before + BATCH + 1


def test_no_rows_are_no_rows():
    assert insert_rows(SearchKey, ["key"], []) == 0
