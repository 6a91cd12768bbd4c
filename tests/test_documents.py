"""Documents name what exists, and the parts that are made from the code are current."""

import re
import runpy
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

import zhiye
from tests.house import ROOT, modules, told
from zhiye.accounts.actor import roles
from zhiye.cli.main import HIDDEN, VERBS
from zhiye.exchange.models import STATES
from zhiye.exchange.reading import DOUBTS
from zhiye.exchange.roster.findings import REASONS
from zhiye.people.models import RINGS
from zhiye.places.kinds import KINDS

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("zhiye/*/README.md")])
FOLDERS = "zhiye|config|tests|docs|scripts|bench"
# What a page names although it is not in the tree: made on each machine, or a pattern.
NOT_IN_THE_TREE = re.compile(r"[<*…]|^docs/adr/?$")


def paths(text: str) -> set[str]:
    """File paths named in backquotes or as the target of a link."""
    named = set(re.findall(rf"`((?:{FOLDERS})/[^\s`]*)`", text))
    return {path for path in named if not NOT_IN_THE_TREE.search(path)}


def links(text: str) -> set[str]:
    """Targets of links that are not on the web, without their anchor."""
    found = (target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text))
    return {target for target in found if target and "://" not in target}


def make_verbs(text: str) -> set[str]:
    """Verbs of ``make`` named in backquotes or at the beginning of a command."""
    return set(re.findall(r"`(?:[A-Z]+=\S+ )*make ([a-z-]+)[` ]", text))


def zhiye_verbs(text: str) -> set[str]:
    """Verbs of ``zhiye`` named in backquotes."""
    return set(re.findall(r"`(?:\.venv/bin/)?zhiye ([a-z-]+)[` ]", text)) - {"help"}


def _verbs_of_the_makefile() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_names_only_what_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    faults = [f"{path} is not there" for path in sorted(paths(text)) if not (ROOT / path).exists()]
    faults += [
        f"the link {to} leads nowhere" for to in sorted(links(text)) if not (page.parent / to).exists()
    ]
    faults += [f"make {verb} is no verb" for verb in sorted(make_verbs(text) - _verbs_of_the_makefile())]
    faults += [f"zhiye {verb} is no verb" for verb in sorted(zhiye_verbs(text) - set(VERBS | HIDDEN))]
    assert not faults, told(faults, f"Bring {page.relative_to(ROOT)} up to date.")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_first_page_tells_every_verb(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    listed = re.search(r"`make help`[^`]*`([a-z -]+)`", text)
    assert listed is not None
    assert set(listed[1].split()) == _verbs_of_the_makefile() - {"help"}
    assert zhiye_verbs(text) >= set(VERBS)


def test_the_version_is_the_same_everywhere() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert newest is not None
    assert newest[1] == zhiye.__version__ == project["version"]


def test_the_map_is_current() -> None:
    page = runpy.run_path(str(ROOT / "scripts" / "map"))["page"]()
    assert (ROOT / "docs" / "map.md").read_text("utf-8") == page, "run scripts/map"


def test_the_table_of_findings_is_current() -> None:
    page = runpy.run_path(str(ROOT / "scripts" / "findings"))["page"]
    text = (ROOT / "docs" / "importing.md").read_text("utf-8")
    assert text.count("| `") > len(REASONS)
    assert page(text) == text, "run .venv/bin/python scripts/findings"
    assert [why for why in DOUBTS if f"`{why}`" not in text] == [], "tell the doubts in docs/importing.md"


def test_the_glossary_has_every_word_of_the_house() -> None:
    page = (ROOT / "docs" / "words.md").read_text("utf-8")
    words = {model.__name__ for model in apps.get_models() if model.__module__.startswith("zhiye.")}
    words |= set(roles()) | set(KINDS) | {state for state, _name in STATES} | {ring for ring, _name in RINGS}
    words |= {"resident", "registered", "owner"}  # Person.standing
    words |= {level for level, _sentence in REASONS.values()}
    words |= {name for module in modules().values() for name in _permissions(module)}
    missing = sorted(word for word in words if f"`{word}`" not in page)
    assert not missing, told(missing, "Add them to docs/words.md.")


def _permissions(module: object) -> set[str]:
    name = getattr(module, "__name__", "")
    return set(module.PERMISSIONS) if name.endswith(".permissions") else set()  # type: ignore[attr-defined]


def test_what_is_not_there_is_caught() -> None:
    text = "See `zhiye/nowhere/models.py` and `tests/guards/`, [a page](gone.md#part), `make dinner`, `zhiye sing`."
    assert paths(text) == {"zhiye/nowhere/models.py", "tests/guards/"}
    assert links(text) == {"gone.md"}
    assert make_verbs(text) == {"dinner"}
    assert zhiye_verbs(text) == {"sing"}
