"""Every check finds the fault it is there for, and says what to do."""

import os
import sqlite3
from collections import namedtuple
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures import TODAY
from zhiye.accounts.models import User
from zhiye.exchange import originals
from zhiye.exchange.models import ImportRun
from zhiye.kernel import clock
from zhiye.kernel.ids import new_id
from zhiye.papers import fonts
from zhiye.people.models import CategoryHolding, ContactWay, Household, OtherName, Person, SearchKey
from zhiye.places.models import Coverage, Place
from zhiye.timers.models import ChoreRun, Timer
from zhiye.upkeep.checks import CHECKS, findings, machine

Fault = Callable[[Path], object]


def problems() -> dict[str, str]:
    return {finding.code: finding.problem for finding in findings() if not finding.fine}


def raw(folder: Path, *statements: str) -> None:
    """Do what the house would not."""
    with sqlite3.connect(folder / "zhiye.sqlite3") as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def unfinished(folder: Path) -> None:
    committee = Place.objects.filter(kind="committee").first()
    assert committee is not None
    run = ImportRun.objects.create(
        id=new_id(),
        committee=committee,
        file_name="名册.xlsx",
        digest="0" * 64,
        size=1,
        uploaded_at=TODAY.replace(year=2025),
        state="importing",
        uploaded_by=User.objects.first(),
    )
    originals.folder(run.pk)


def another_grid(folder: Path) -> None:
    """A grid that is copied as a building group covers a building of another grid."""
    held = Coverage.objects.filter(overlay_kind="grid", until=None).first()
    assert held is not None
    Coverage.objects.filter(covered=held.covered, overlay_kind="group").delete()
    Coverage.objects.create(
        overlay=held.overlay, covered=held.covered, overlay_kind="group", since=held.since
    )


def due_an_hour_ago(**told: Any) -> None:
    due = TODAY - timedelta(hours=1)
    Timer.objects.create(kind="test.due", subject=new_id(), due=due, **{"next_try": due} | told)


FAULTS: list[tuple[str, str, Fault]] = [
    ("tables", "zhiye migrate", lambda f: raw(f, "DELETE FROM django_migrations WHERE app='flows'")),
    ("references", "备份", lambda f: raw(f, f"UPDATE people_person SET home_id = '{'0' * 32}'")),
    ("keys", "chmod 600", lambda f: os.chmod(f / "keys.json", 0o644)),
    ("keys", "拷回来", lambda f: (f / "keys.json").unlink()),
    ("keys", "读不出来", lambda f: (f / "keys.json").write_text("{")),
    ("keys", "读不出来", lambda f: (f / "keys.json").write_text('{"seal": {"1": "00"}}')),
    ("sealed", "处", lambda f: ContactWay.objects.update(number=bytes([1]) + bytes(40))),
    (
        "sealed",
        "处",
        lambda f: Person.objects.exclude(id_number=b"").update(id_number=bytes([9]) + bytes(40)),
    ),
    ("sealed", "处", lambda f: next(f.glob("imports/*/original.sealed")).write_bytes(bytes([1]) + bytes(40))),
    ("imports", "名册.xlsx", unfinished),
    ("timers", "没有人管", lambda f: due_an_hour_ago()),
    (
        "timers",
        "1 件到点的事一直没办成（test.due，ValueError）",
        lambda f: due_an_hour_ago(next_try=TODAY, attempts=3, last_error="ValueError"),
    ),
    (
        "timers",
        "“night”没做成（killed）",
        lambda f: ChoreRun.objects.create(name="night", next_at=TODAY, attempts=3),
    ),
    ("places", "上级", lambda f: Place.objects.filter(door="115-402").update(path="00001aaaaaaa")),
    ("places", "上级", lambda f: Place.objects.filter(kind="street").update(path="00001aaaaaaaxx")),
    ("paths", "门牌", lambda f: Person.objects.exclude(home=None).update(path="00001aaaaaaa")),
    ("paths", "门牌", lambda f: Person.objects.update(home=None, path="00009zzzzzzz")),
    ("paths", "门牌", lambda f: Household.objects.update(path="00001aaaaaaa")),
    ("paths", "门牌", lambda f: CategoryHolding.objects.update(path="00001aaaaaaa")),
    ("coverage", "网格", another_grid),
    ("search", "搜不到", lambda f: SearchKey.objects.filter(key__startswith="@").delete()),
    ("search", "搜不到", lambda f: SearchKey.objects.filter(name="王桂珍").delete()),
    ("search", "搜不到", lambda f: OtherName.objects.create(person=Person.objects.all()[0], name="别人")),
]


def test_a_sound_system_has_nothing_to_tell(here: Path) -> None:
    found = findings()
    assert [finding.problem for finding in found] == [""] * len(found)
    assert len(found) == len(CHECKS)


@pytest.mark.parametrize("code, sentence, fault", FAULTS, ids=[f"{n}-{f[0]}" for n, f in enumerate(FAULTS)])
def test_a_planted_fault_is_found_and_says_what_to_do(
    here: Path, code: str, sentence: str, fault: Fault
) -> None:
    fault(here)
    assert sentence in problems()[code]


def test_a_database_that_loses_answers_in_a_power_cut_is_told(here: Path) -> None:
    machine._asked("PRAGMA synchronous=OFF")
    assert "断电" in problems()["storage"]


def test_damage_in_the_database_file_is_told(here: Path) -> None:
    raw(here, "PRAGMA writable_schema=ON", "UPDATE sqlite_master SET rootpage=2 WHERE name='people_wish'")
    assert problems().get("storage") or problems()["database"]


def test_a_file_that_is_no_database_is_told_and_nothing_else_is_asked(here: Path) -> None:
    (here / "zhiye.sqlite3").write_bytes(b"something else" * 1000)
    found = findings()
    assert found[-1].code == "database"
    assert "数据库" in found[-1].problem


def test_a_full_disk_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda folder: usage(300 << 20))
    assert "300 MB" in problems()["disk"]


@pytest.mark.parametrize(
    "month, day, year", [(11, 30, None), (12, 1, 2027), (12, 31, 2027), (1, 1, 2027)], ids=str
)
def test_from_december_on_the_days_off_of_the_coming_year_are_asked_for(
    here: Path, month: int, day: int, year: int | None
) -> None:
    with clock.frozen(datetime(2027 if month == 1 else 2026, month, day, 4, tzinfo=UTC)):
        told = problems().get("workdays", "")
    assert (str(year) in told) if year else told == ""


def test_a_machine_without_chinese_letters_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "has_chinese", lambda families: False)
    assert "fonts-noto-cjk" in problems()["fonts"]


def test_a_finished_import_is_no_interrupted_one(here: Path) -> None:
    unfinished(here)
    ImportRun.objects.update(state="done")
    assert "imports" not in problems()


def test_checks_read_only(here: Path) -> None:
    before = (here / "zhiye.sqlite3").read_bytes()
    findings()
    assert (here / "zhiye.sqlite3").read_bytes() == before


def test_the_checks_hold_on_the_engine_of_this_run(transactional_db: None, cast: Any) -> None:
    left: dict[str, str] = problems()
    assert set(left) <= {"storage"}  # the tests' own database is made to be fast
