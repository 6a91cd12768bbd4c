"""``zhiye backup | restore | check | keys`` as a shell runs them: own process, own data folder."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
SETUP = """
import django; django.setup()
from tests.cast_builder import build_cast
from zhiye.cli.ready import make_ready
make_ready(); build_cast()
"""
Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: Any) -> Shell:
    """``shell(system, words…)`` runs ``zhiye words…`` on the system of that name."""
    top = tmp_path_factory.mktemp("shell")

    def run(system: str, *words: str, code: str = "") -> subprocess.CompletedProcess[str]:
        aside = ("ZHIYE_", "DATABASE_URL", "DJANGO_SETTINGS")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(aside)}
        env = clean | {"ZHIYE_DATA": str(top / system), "DJANGO_SETTINGS_MODULE": "config.settings"}
        how = ["-c", code] if code else ["-m", "zhiye", *words]
        return subprocess.run(
            [sys.executable, *how],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )

    made = run("old", code=SETUP)
    assert made.returncode == 0, made.stderr
    return run


def test_a_system_moves_to_another_machine(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "phrase").write_text("春江水暖鸭先知1234\n")
    (tmp_path / "other").write_text("不是这一句口令啊啊\n")
    file, phrase = str(tmp_path / "b"), ("--passphrase-file", str(tmp_path / "phrase"))

    made = shell("old", "backup", file, *phrase)
    assert (made.returncode, made.stderr) == (0, "")
    assert "已加密" in made.stdout

    wrong = shell("new", "restore", file, "--passphrase-file", str(tmp_path / "other"))
    assert (wrong.returncode, wrong.stderr) == (1, "口令不对，再看看口令文件或重新输入。\n")
    unasked = shell("new", "restore", file)
    assert (unasked.returncode, "--passphrase-file" in unasked.stderr) == (1, True)

    done = shell("new", "restore", file, *phrase)
    assert (done.returncode, done.stderr) == (0, "")
    assert "重新登录" in done.stdout
    check = shell("new", "check", "--json")
    assert [f for f in json.loads(check.stdout) if not f["fine"] and f["code"] != "disk"] == []
    assert shell("new", "user", "list").stdout == shell("old", "user", "list").stdout

    again = shell("new", "restore", file, *phrase)
    assert (again.returncode, "--replace" in again.stderr) == (1, True)


def test_a_plain_backup_says_where_the_keys_lie(shell: Shell, tmp_path: Path) -> None:
    made = shell("old", "backup", str(tmp_path))
    assert made.returncode == 0
    assert "keys.json 请另存一份" in made.stdout
    assert len(list(tmp_path.iterdir())) == 1


def test_a_short_passphrase_is_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "phrase").write_text("短\n")
    made = shell("old", "backup", str(tmp_path / "b"), "--passphrase-file", str(tmp_path / "phrase"))
    assert (made.returncode, "至少 10 个字" in made.stderr) == (1, True)
    assert not (tmp_path / "b").exists()


def test_keys_are_shown_renewed_and_retired(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "phrase").write_text("春江水暖鸭先知1234\n")
    file, phrase = str(tmp_path / "b"), ("--passphrase-file", str(tmp_path / "phrase"))
    shell("old", "backup", file, *phrase)
    shell("keys", "restore", file, *phrase)
    before = shell("keys", "keys").stdout
    assert before.startswith("1（在用）")
    renewed = shell("keys", "keys", "renew", "--retire", "1")
    assert renewed.returncode == 0, renewed.stderr
    assert renewed.stdout.splitlines()[-1] == before.strip().replace("1（在用）", "2（在用）", 1)
    check = shell("keys", "check")
    assert "✓ 证件号和电话打得开" in check.stdout


def test_check_says_what_to_do_and_ends_with_one(shell: Shell) -> None:
    bare = shell("bare", "check")
    assert bare.returncode == 1
    assert "zhiye migrate" in bare.stdout.splitlines()[-1]
    assert bare.stdout.splitlines()[1].startswith("✓ 数据库")
