"""``zhiye backup | restore | check | keys``: what they print, what they ask, how they end."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhiye.cli import passphrase
from zhiye.people.models import Person
from zhiye.upkeep.checks import machine
from zhiye.upkeep.tests.systems import moved_into

ROOT = Path(__file__).resolve().parents[3]
PHRASE = "春江水暖鸭先知1234"
Zhiye = Callable[..., tuple[int, str, str]]


@pytest.fixture
def phrase(tmp_path: Path) -> tuple[str, str]:
    """The option that names the passphrase."""
    (tmp_path / "phrase").write_text(f"{PHRASE}\n")
    return "--passphrase-file", str(tmp_path / "phrase")


@pytest.fixture(autouse=True)
def _room_on_the_disk(monkeypatch: Any) -> None:
    """However full this machine is."""
    monkeypatch.setattr(machine, "LEAST_FREE", 0)


def test_a_system_moves_to_another_machine(
    zhiye: Zhiye, here: Path, empty: Path, tmp_path: Path, phrase: tuple[str, str]
) -> None:
    code, out, err = zhiye("backup", str(tmp_path / "b"), *phrase)
    assert (code, err) == (0, "")
    assert "已加密" in out
    people = Person.objects.count()
    with moved_into(empty):
        code, out, err = zhiye("restore", str(tmp_path / "b"), *phrase)
        assert (code, err) == (0, "")
        assert "重新登录" in out
        assert Person.objects.count() == people
        assert zhiye("check")[0] == 0
        code, _, err = zhiye("restore", str(tmp_path / "b"), *phrase)
        assert (code, "--replace" in err) == (1, True)
        assert zhiye("restore", str(tmp_path / "b"), *phrase, "--replace")[0] == 0


def test_a_plain_backup_says_where_the_keys_lie(zhiye: Zhiye, here: Path, tmp_path: Path) -> None:
    code, out, _ = zhiye("backup", str(tmp_path))
    assert code == 0
    assert f"{here / 'keys.json'} 请另存一份，和备份分开放。" in out


def test_a_wrong_passphrase_and_a_missing_one_are_told(
    zhiye: Zhiye, here: Path, empty: Path, tmp_path: Path, phrase: tuple[str, str]
) -> None:
    zhiye("backup", str(tmp_path / "b"), *phrase)
    (tmp_path / "phrase").write_text("不是这一句口令啊啊")
    with moved_into(empty):
        wrong = zhiye("restore", str(tmp_path / "b"), *phrase)
        assert wrong == (1, "", "口令不对，再看看口令文件或重新输入。\n")
        assert "--passphrase-file" in zhiye("restore", str(tmp_path / "b"))[2]


def test_keys_kept_aside_are_told(zhiye: Zhiye, here: Path, tmp_path: Path, phrase: tuple[str, str]) -> None:
    zhiye("backup", str(tmp_path / "b"), *phrase)
    zhiye("keys", "renew")
    out = zhiye("restore", str(tmp_path / "b"), *phrase, "--replace")[1]
    assert f"留在 {here / 'keys.json.'}" in out


def test_a_short_passphrase_is_refused(zhiye: Zhiye, here: Path, tmp_path: Path, phrase: Any) -> None:
    (tmp_path / "phrase").write_text("短\n")
    code, _, err = zhiye("backup", str(tmp_path / "b"), *phrase)
    assert (code, "至少 10 个字" in err) == (1, True)
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("second, ends", [(PHRASE, 0), ("另外一句口令啊啊啊", 1)])
def test_a_passphrase_is_typed_twice(
    zhiye: Zhiye, here: Path, tmp_path: Path, monkeypatch: Any, second: str, ends: int
) -> None:
    typed = iter([PHRASE, second])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(passphrase, "getpass", lambda prompt: next(typed))
    assert zhiye("backup", str(tmp_path / "b"), "--encrypt")[0] == ends
    assert (tmp_path / "b").exists() is (ends == 0)


def test_nobody_is_asked_where_there_is_no_terminal(zhiye: Zhiye, here: Path, tmp_path: Path) -> None:
    code, _, err = zhiye("backup", str(tmp_path / "b"), "--encrypt")
    assert (code, "--passphrase-file" in err) == (1, True)


def test_keys_are_shown_renewed_and_retired(zhiye: Zhiye, here: Path) -> None:
    before = zhiye("keys")[1]
    assert before.startswith("1（在用）")
    code, out, _ = zhiye("keys", "renew", "--retire", "1")
    assert code == 0
    assert out.splitlines()[-1] == before.strip().replace("1（在用）", "2（在用）")
    assert zhiye("keys", "--retire", "2")[0] == 1


def test_check_tells_a_line_each_and_ends_with_one_when_something_is_wrong(zhiye: Zhiye, here: Path) -> None:
    code, out, _ = zhiye("check")
    assert code == 0
    assert all(line.startswith("✓ ") for line in out.splitlines())
    os.chmod(here / "keys.json", 0o644)
    code, out, _ = zhiye("check")
    assert code == 1
    assert [line for line in out.splitlines() if line.startswith("✗ 钥匙文件：")]


def test_check_tells_other_programs_in_json(zhiye: Zhiye, here: Path) -> None:
    (here / "keys.json").unlink()
    told = {finding["code"]: finding for finding in json.loads(zhiye("check", "--json")[1])}
    assert told["database"]["fine"] is True
    assert told["keys"]["fine"] is False
    assert "拷回来" in told["keys"]["problem"]


def test_the_verbs_run_in_a_process_of_their_own_with_the_real_settings(tmp_path: Path) -> None:
    """A bare system: storage is as it should be, and the tables are not there yet."""
    aside = ("ZHIYE_", "DATABASE_URL", "DJANGO_SETTINGS")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(aside)}
    how = [sys.executable, "-m", "zhiye", "check"]
    env = clean | {"ZHIYE_DATA": str(tmp_path / "data")}
    bare = subprocess.run(how, cwd=ROOT, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert bare.returncode == 1
    assert "zhiye migrate" in bare.stdout.splitlines()[-1]
