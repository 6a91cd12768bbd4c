"""``python training/reading/check.py FILE…``: are the labelled notes well formed?

Every quote must be an exact piece of its note, every code one that the reader knows, both ends of a tie
people of the list. Prints one line a fault; the exit code is 1 when there is one.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

TRAITS = frozenset(
    [
        "独居",
        "空巢",
        "孤寡",
        "留守老人",
        "失能",
        "残疾",
        "精神障碍",
        "认知障碍",
        "重病",
        "慢性病",
        "低保",
        "特困",
        "困难",
        "失独",
        "离异",
        "丧偶",
        "单亲",
        "困境儿童",
        "留守儿童",
        "孕产",
        "失业",
        "退休",
        "退役军人",
        "租户",
        "外来",
    ]
)
TIES = frozenset(
    [
        "夫",
        "妻",
        "父",
        "母",
        "儿子",
        "女儿",
        "儿媳",
        "女婿",
        "孙子",
        "孙女",
        "外孙",
        "外孙女",
        "祖父",
        "祖母",
        "外祖父",
        "外祖母",
        "兄",
        "弟",
        "姐",
        "妹",
        "公公",
        "婆婆",
        "岳父",
        "岳母",
        "伯父",
        "叔",
        "姑",
        "舅",
        "姨",
        "侄子",
        "侄女",
        "外甥",
        "前夫",
        "前妻",
        "配偶",
        "亲属",
    ]
)
MATTERS = frozenset(
    [
        "repair",
        "lift",
        "sanitation",
        "greening",
        "parking",
        "noise",
        "safety",
        "property",
        "neighbour",
        "family",
        "eldercare",
        "health",
        "welfare",
        "employment",
        "children",
        "papers",
        "demolition",
        "culture",
        "utilities",
        "praise",
        "farming",
        "other",
    ]
)
ACTS = frozenset(
    [
        "visit",
        "reception",
        "phone",
        "meeting",
        "mediation",
        "patrol",
        "activity",
        "hotline",
        "aid",
        "referral",
    ]
)
RHYTHMS = {"once", "month", "year", "day", None}
DAY = r"\d{4}-\d\d-\d\d"
DAYS = re.compile(rf"{DAY}(/{DAY})?|\d{{4}}-\d\d(/\d{{4}}-\d\d)?|\d{{4}}(/\d{{4}})?|R-W[1-7]|R-D|R-M(-\d\d)?")
QUOTES = ("addresses", "dates", "money", "matters", "contacts", "commitments")


def faults(note: dict[str, Any]) -> list[str]:
    """What is wrong with one labelled note, in words."""
    text, found = note["text"], []
    quotes = [item["text"] for key in QUOTES for item in note[key]]
    quotes += [someone["name"] for someone in note["people"]] + note["organisations"]
    quotes += [someone["address"] for someone in note["people"] if someone["address"]]
    found += [f"not in the text: {quote}" for quote in quotes if quote not in text]
    names = [someone["name"] for someone in note["people"]]
    found += [f"twice: {name}" for name in set(names) if names.count(name) > 1]
    for someone in note["people"]:
        found += [f"trait {trait}" for trait in someone["traits"] if trait not in TRAITS]
        found += [f"role {someone['role']}"] * (someone["role"] not in {"resident", "worker", "other"})
        found += [f"sex {someone['sex']}"] * (someone["sex"] not in {"男", "女", None})
    for tie in note["kinship"]:
        found += [f"relation {tie['relation']}"] * (tie["relation"] not in TIES)
        found += [f"tie of nobody: {name}" for name in (tie["person"], tie["of"]) if name not in names]
    found += [f"matter {item['code']}" for item in note["matters"] if item["code"] not in MATTERS]
    found += [f"act {item['kind']}" for item in note["contacts"] if item["kind"] not in ACTS]
    found += [f"day {item['value']}" for item in note["dates"] if not DAYS.fullmatch(item["value"])]
    found += [
        f"due {item['due']}"
        for item in note["commitments"]
        if item["due"] and not re.fullmatch(DAY, item["due"])
    ]
    found += [f"sum {item}" for item in note["money"] if not isinstance(item["amount"], int | float)]
    found += [
        f"per {item['per']}"
        for item in note["money"]
        if item["per"] not in {"once", "month", "year", "day", None}
    ]
    return found


def main() -> int:
    """Check every file named."""
    bad = 0
    for name in sys.argv[1:]:
        for number, line in enumerate(Path(name).read_text("utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                note = json.loads(line)
                found = faults(note)
            except (ValueError, KeyError, TypeError) as fault:
                found = [repr(fault)]
            for fault in found:
                bad += 1
                print(f"{name}:{number} {fault}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
