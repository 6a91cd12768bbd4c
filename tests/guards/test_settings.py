"""Every variable of the environment that is read is told in docs/settings.md, and nothing else is."""

import ast
import re

from tests.house import ROOT, sources, told

READERS = {"text", "flag", "number", "words"}


def variables(source: str) -> set[str]:
    """Names read through ``config.env`` or ``os.environ``."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            value = str(node.args[0].value)
            if (name in READERS or name in ("get", "getenv")) and re.fullmatch(r"[A-Z][A-Z_]{5,}", value):
                found.add(value)
    return found


def read() -> set[str]:
    return {name for path in sources() for name in variables(path.read_text("utf-8"))}


def documented(text: str) -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)`", text, re.MULTILINE))


def test_every_variable_is_told():
    page = documented((ROOT / "docs" / "settings.md").read_text("utf-8"))
    faults = [f"{name} is read but not told" for name in sorted(read() - page)]
    faults += [f"{name} is told but not read" for name in sorted(page - read())]
    assert not faults, told(faults, "Bring docs/settings.md up to date.")


def test_a_new_variable_is_caught():
    assert variables('X = env.flag("ZHIYE_NEW", False)\nY = os.environ.get("ZHIYE_OTHER")') == {
        "ZHIYE_NEW",
        "ZHIYE_OTHER",
    }
    assert documented("| `ZHIYE_OLD` | … |") == {"ZHIYE_OLD"}
