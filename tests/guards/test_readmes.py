"""Every room tells what happens in it, in the same order, on one page."""

import re

from django.apps import apps

from tests.house import ROOMS, ROOT, told

HEADINGS = ("What happens here", "Words", "States", "Rules", r"What other(?:s| rooms) may ask")
LINES = 40


def faults_of_readme(room: str, text: str, has_tables: bool) -> list[str]:
    faults = [f"{room}: {text.count(chr(10))} lines, at most {LINES}"] if text.count("\n") > LINES else []
    places = []
    for heading in HEADINGS:
        found = re.search(rf"^(?:## |\*\*){heading}", text, re.MULTILINE)
        if found:
            places.append(found.start())
        elif heading != "States" or has_tables:
            faults.append(f"{room}: no heading “{heading}”")
    return faults + ([f"{room}: headings out of order"] if places != sorted(places) else [])


def test_every_room_has_a_readme():
    with_tables = {m.__module__.split(".")[1] for m in apps.get_models() if m.__module__.startswith("zhiye.")}
    faults = []
    for room in ROOMS:
        path = ROOT / "zhiye" / room / "README.md"
        text = path.read_text("utf-8") if path.exists() else ""
        faults += faults_of_readme(room, text, room in with_tables) if text else [f"{room}: no README.md"]
    assert not faults, told(faults, "Write zhiye/<room>/README.md: " + " / ".join(HEADINGS))


def test_a_readme_without_rules_is_caught():
    text = "# x\n**What happens here.** y\n**Words.** z\n**What others may ask.** all\n"
    assert faults_of_readme("x", text, has_tables=False) == ["x: no heading “Rules”"]
    assert "x: headings out of order" in faults_of_readme("x", "## Words\n## What happens here\n", False)
