"""Files and functions stay small; no drawer for everything."""

import ast
from pathlib import Path

from tests.house import ROOT, sources, told

LINES, FUNCTION_LINES = 500, 50
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "managers", "tools", "lib", "shared"}


def python_files() -> list[Path]:
    tests = [
        path
        for folder in ("zhiye", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if "tests" in path.parts
    ]
    return [*sources(), *tests]


def too_long(path: Path) -> list[str]:
    text = path.read_text("utf-8")
    lines = text.count("\n")
    faults = [f"{path.name} has {lines} lines, at most {LINES}"] if lines > LINES else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                faults.append(f"{path.name}: {node.name} has {length} lines, at most {FUNCTION_LINES}")
    return faults


def drawers(paths: list[Path]) -> list[str]:
    return [str(path) for path in paths if DRAWERS & {path.stem, *path.parts}]


def test_files_and_functions_are_small():
    faults = [fault for path in python_files() for fault in too_long(path)]
    assert not faults, told(faults, "Split it by what it does; a file becomes a folder of the same name.")


def test_no_drawer_for_everything():
    faults = drawers([path.relative_to(ROOT) for path in python_files()])
    assert not faults, told(faults, "Name the file after what it holds.")


def test_long_files_long_functions_and_drawers_are_caught(tmp_path):
    path = tmp_path / "utils.py"
    path.write_text("def f():\n" + "    x = 1\n" * 60 + "\n" * 500)
    assert [fault.split(" has")[0] for fault in too_long(path)] == ["utils.py", "utils.py: f"]
    assert drawers([Path("zhiye/people/utils.py"), Path("zhiye/common/words.py")]) != []
