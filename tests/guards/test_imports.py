"""Imports go down: the contracts of .importlinter hold, and each of them catches what it is there for."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import FLOORS, ROOT

LINT = [str(Path(sys.executable).with_name("lint-imports")), "--config", ".importlinter", "--no-cache"]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(LINT, cwd=folder, capture_output=True, text=True, check=False)


def test_the_contracts_are_kept():
    told = lint(ROOT)
    what = "Import from lower rooms only (see .importlinter); what several rooms need belongs into flows or lower down."
    assert told.returncode == 0, told.stdout + told.stderr + what


def test_the_order_of_the_floors_is_the_one_the_guards_know():
    layers = re.search(r"layers =\n(.*?)exhaustive", (ROOT / ".importlinter").read_text(), re.S)
    written = [tuple(sorted(line.replace("|", " ").split())) for line in layers.group(1).strip().splitlines()]
    known = [tuple(sorted(floor)) for floor in reversed(FLOORS)]
    assert written == [("__main__",), *known], "bring tests/house.py FLOORS and .importlinter into line"


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the house to break."""
    target = tmp_path_factory.mktemp("house")
    for folder in ("zhiye", "config"):
        aside = shutil.ignore_patterns(
            "tests", "templates", "static", "data", "locale", "migrations", "__pycache__"
        )
        shutil.copytree(ROOT / folder, target / folder, ignore=aside)
    contracts = (ROOT / ".importlinter").read_text().replace("zhiye.*.tests.** -> zhiye.**", "")
    (target / ".importlinter").write_text(contracts)
    return target


BAD = {
    "an import upwards": ("zhiye/places/naming.py", "from zhiye.people import models\n"),
    "an import upwards inside a function": ("zhiye/kernel/ids.py", "def f():\n    import zhiye.audit.log\n"),
    "an import between doors": ("zhiye/desk/apps.py", "import zhiye.exchange.models\n"),
    "an import of config": ("zhiye/flows/models.py", "import config.roles\n"),
    "a view that imports models": ("zhiye/people/views/lists.py", "from zhiye.people.models import Person\n"),
    "a room that is not on the map": ("zhiye/newroom/__init__.py", ""),
    "two files that import each other": ("zhiye/kernel/paths.py", "import zhiye.kernel.cyclic\n"),
}


@pytest.mark.parametrize("name", BAD)
def test_they_catch(name, copy):
    file, line = BAD[name]
    path = copy / file
    before = path.read_text() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text((before or "") + "\n" + line)
    (copy / "zhiye/kernel/cyclic.py").write_text("import zhiye.kernel.paths\n")
    try:
        assert lint(copy).returncode == 1
    finally:
        path.write_text(before) if before is not None else path.unlink()
        if file == "zhiye/newroom/__init__.py":
            path.parent.rmdir()


def test_the_copy_itself_is_clean(copy):
    assert lint(copy).returncode == 0, lint(copy).stdout
