"""``python -m bench.twins FOLDER``: how well two tickets of one matter are found, on a folder with ``tickets.csv``.

The file (columns id, river, title, time, content) is not part of this repository; without it this says so. What is
found is held against exact repeats (the same content without spaces and signs), and against ``data/twins.csv``.
"""

import csv
import os
import re
import sys
from datetime import date
from itertools import combinations
from pathlib import Path

import django

from bench.lines import line

LABELS = Path(__file__).parent / "data" / "twins.csv"
TUNING_RECALL = 0.8  # the threshold is the highest one that still finds so many of the tuning half


def main(folder: str) -> int:
    """Print the figures; 0 also when there is no data."""
    path = Path(folder) / "tickets.csv"
    if not path.is_file():
        print(f"bench.twins: no tickets.csv in {folder or 'the folder (none was named)'}, nothing measured.")
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    with LABELS.open(encoding="utf-8", newline="") as file:
        labels = [(row["one"], row["other"], row["same"] == "yes") for row in csv.DictReader(file)]
    for what, columns in {"title and content": ("title", "content"), "title alone": ("title",)}.items():
        _measure(what, columns, rows, labels)
    return 0


def _measure(what: str, columns: tuple[str, ...], rows: dict, labels: list[tuple[str, str, bool]]) -> None:
    from zhiye.cases import alike

    looks = _looks(columns, rows)
    weights = alike.weights_of(looks.values())
    scored = [(alike.likeness(looks[one], looks[two], weights).score, same) for one, two, same in labels]
    for half, words in ((scored[0::2], "tuning half"), (scored[1::2], "other half")):
        precision, recall = _found(half, alike.ENOUGH)
        line(len(rows), f"twins by {what}, {words}: precision", 100 * precision, "%")
        line(len(rows), f"twins by {what}, {words}: recall", 100 * recall, "%")
    if len(columns) > 1:
        wanted = max(n / 100 for n in range(1, 100) if _found(scored[0::2], n / 100)[1] >= TUNING_RECALL)
        line(len(rows), "threshold the tuning half asks for", wanted, "")
    _repeats(what, rows, looks, weights)


def _found(scored: list[tuple[float, bool]], enough: float) -> tuple[float, float]:
    """Precision and recall of what scores ``enough``."""
    right = sum(same for score, same in scored if score >= enough)
    shown = sum(score >= enough for score, _same in scored)
    return right / max(1, shown), right / sum(same for _score, same in scored)


def _repeats(what: str, rows: dict, looks: dict, weights: dict) -> None:
    """Of all pairs: which exact repeats are shown, how many pairs are shown in all, which are surely right."""
    from zhiye.cases import alike

    dense = {key: re.sub(r"\W+", "", row["content"]) for key, row in rows.items()}
    shown = repeats = caught = 0
    for one, two in combinations(rows, 2):
        again = dense[one] == dense[two]
        near = abs((looks[one].day - looks[two].day).days) <= alike.DAYS
        hit = near and alike.likeness(looks[one], looks[two], weights).score >= alike.ENOUGH
        shown, repeats, caught = shown + hit, repeats + again, caught + (again and hit)
    line(len(rows), f"twins by {what}, exact repeats: recall", 100 * caught / repeats, "%", 100, most=False)
    line(
        len(rows), f"twins by {what}, exact repeats among the pairs shown", 100 * caught / max(1, shown), "%"
    )
    line(len(rows), f"twins by {what}: pairs shown", shown, "pairs")


def _looks(columns: tuple[str, ...], rows: dict) -> dict:
    """Each river stands for one place of one committee."""
    from zhiye.cases import alike
    from zhiye.kernel.paths import SEGMENT

    rivers = {river: number for number, river in enumerate(sorted({row["river"] for row in rows.values()}))}
    above = "0" * 3 * SEGMENT
    return {
        key: alike.Look(
            alike.pairs("。".join(row[column] for column in columns)),
            f"{above}{rivers[row['river']]:0{SEGMENT}d}",
            _day(row["time"]),
        )
        for key, row in rows.items()
    }


def _day(text: str) -> date:
    """12/31/2018, or 2018-12-31, with or without a time behind."""
    first, second, third = (int(word) for word in re.findall(r"\d+", text)[:3])
    return date(first, second, third) if first > 31 else date(third, first, second)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
