"""The messy roster is as messy as it claims to be."""

import pytest
from openpyxl import load_workbook

from tests.messy import messy_workbook
from zhiye.demo.street import generate


@pytest.fixture
def messy(tmp_path):
    committee = generate(7, 6_000).committees[0]
    return messy_workbook(committee, tmp_path / "roster.xlsx", seed=3, most=300)


def rows_of(messy):
    sheet = load_workbook(messy.path)["居民花名册"]
    return [row for row in sheet.iter_rows(min_row=5, values_only=True) if isinstance(row[0], int)]


def test_every_resident_has_one_numbered_row(messy):
    assert len(rows_of(messy)) == messy.rows == 300


def test_the_head_is_two_rows_with_merged_cells(messy):
    merged = {str(cells) for cells in load_workbook(messy.path)["居民花名册"].merged_cells.ranges}
    assert {"A1:K1", "C3:G3", "A3:A4"} <= merged


def test_some_identity_numbers_are_numbers_that_lost_their_last_digits(messy):
    lost = [row[5] for row in rows_of(messy) if isinstance(row[5], int | float)]
    assert len(lost) == messy.lost_numbers > 0


def test_births_are_serial_numbers_and_texts_and_doors_have_three_spellings(messy):
    rows = rows_of(messy)
    assert {type(row[6]) for row in rows} == {int, str}
    doors = [row[7] for row in rows]
    assert any("室" in door for door in doors)
    assert any("－" in door for door in doors)
    assert any("-" in door for door in doors)


def test_the_second_sheet_lists_elders_with_ages_and_telephones_as_numbers(messy):
    rows = list(load_workbook(messy.path)["60岁以上老人"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == messy.elders > 0
    assert all(isinstance(row[1], int) and row[1] > 60 for row in rows)
    assert any(isinstance(row[3], int | float) for row in rows)
