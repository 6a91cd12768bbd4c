"""``zhiye import``: a roster from the shell, dry and in earnest."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhiye.cli import import_verb
from zhiye.exchange.models import ImportRun
from zhiye.exchange.tests.uploads import HEADS, NEWCOMERS, workbook
from zhiye.kernel.paths import within
from zhiye.people.models import Person
from zhiye.places.models import Place

Zhiye = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _tables_are_there(monkeypatch: Any, cast: Any) -> None:
    """The test database stands already."""
    monkeypatch.setattr(import_verb, "make_ready", lambda: None)


@pytest.fixture
def roster(tmp_path: Path) -> str:
    """Two newcomers of building 115."""
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(workbook(NEWCOMERS))
    return str(path)


def names(cast: Any) -> set[str]:
    return set(Person.objects.filter(within("path", [cast.committee.path])).values_list("name", flat=True))


def test_a_roster_is_imported_and_counted(zhiye: Zhiye, cast: Any, roster: str) -> None:
    code, out, _err = zhiye("import", roster, "--committee", "青桐居民区")
    assert code == 0
    assert "新 2，一样 0" in out
    assert {"宋秋月", "罗大勇"} <= names(cast)


def test_dry_run_tells_the_same_and_writes_nothing(zhiye: Zhiye, cast: Any, roster: str) -> None:
    before = names(cast)
    code, out, _err = zhiye("import", roster, "--committee", "青桐居民区", "--dry-run")
    assert code == 0
    assert "新 2，一样 0" in out
    assert names(cast) == before
    assert not ImportRun.objects.exists()


def test_the_second_run_changes_nothing(zhiye: Zhiye, cast: Any, roster: str) -> None:
    zhiye("import", roster, "--committee", "青桐居民区")
    before = Person.objects.count()
    code, out, _err = zhiye("import", roster, "--committee", "青桐居民区", "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["new"], told["changed"], told["same"]) == (0, 0, 2)
    assert told["result"]["new"] == 0
    assert Person.objects.count() == before


def test_json_is_one_object_with_columns_counts_and_rows(zhiye: Zhiye, tmp_path: Path) -> None:
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(workbook([*NEWCOMERS, ["", "", "15400007003", ""]]))
    told = json.loads(zhiye("import", str(path), "--committee", "青桐居民区", "--dry-run", "--json")[1])
    assert list(told["sheets"][0]["columns"].values()) == ["name", "id_number", "phone", "home"]
    assert told["new"] == 2
    assert [entry["row"] for entry in told["rejected"]] == [4]


def test_an_answer_given_beforehand_counts(zhiye: Zhiye, cast: Any, tmp_path: Path) -> None:
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(workbook([["王桂珍", "男", "115号402"]], ["姓名", "性别", "现住址"]))
    arguments = ("import", str(path), "--committee", "青桐居民区")
    zhiye(*arguments, "--answer", "differing=register")
    assert cast.person("wang").sex == "2"
    zhiye(*arguments)
    assert cast.person("wang").sex == "1"


def test_the_import_shows_on_the_page_like_any_other(zhiye: Zhiye, client_of: Any, roster: str) -> None:
    zhiye("import", roster, "--committee", "青桐居民区")
    browser = client_of("worker")
    assert "命令行" in browser.get("/import").content.decode()
    page = browser.get(f"/import/{ImportRun.objects.get().pk}").content.decode()
    assert "导入好了" in page
    assert "新登记 2 人" in page


def test_a_slip_in_the_name_of_the_committee_is_noticed(zhiye: Zhiye, roster: str) -> None:
    code, _out, err = zhiye("import", roster, "--committee", "青铜居民区")
    assert code == 1
    assert "是不是“青桐居民区”" in err
    assert not Place.objects.filter(name="青铜居民区").exists()


def test_a_new_name_makes_a_new_committee_and_says_so(zhiye: Zhiye, roster: str) -> None:
    code, _out, err = zhiye("import", roster, "--committee", "月季居民区")
    assert code == 0
    assert "已新建一个" in err
    place = Place.objects.get(name="月季居民区", kind="committee")
    assert Person.objects.filter(within("path", [place.path])).count() == len(NEWCOMERS)


def test_dry_run_with_a_new_name_makes_no_committee(zhiye: Zhiye, roster: str) -> None:
    code, out, _err = zhiye("import", roster, "--committee", "月季居民区", "--dry-run")
    assert code == 0
    assert "新 2" in out
    assert not Place.objects.filter(name="月季居民区").exists()


def test_a_file_that_cannot_be_read_leaves_nothing(zhiye: Zhiye, tmp_path: Path) -> None:
    path = tmp_path / "通知.pdf"
    path.write_bytes(b"%PDF-1.7 x")
    code, _out, err = zhiye("import", str(path), "--committee", "月季居民区")
    assert code == 1
    assert "这是PDF文件" in err
    assert not Place.objects.filter(name="月季居民区").exists()


def test_a_file_that_is_not_there_is_told(zhiye: Zhiye) -> None:
    code, _out, err = zhiye("import", "没有.xlsx", "--committee", "青桐居民区")
    assert code == 1
    assert "没有找到文件“没有.xlsx”" in err


def test_a_file_without_rows_is_told(zhiye: Zhiye, tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    path.write_bytes(workbook([], HEADS))
    code, _out, err = zhiye("import", str(path), "--committee", "青桐居民区")
    assert code == 1
    assert "没有读到人和房屋" in err
