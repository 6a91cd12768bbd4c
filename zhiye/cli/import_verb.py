"""``zhiye import FILE --committee NAME``: a roster into the register from the shell, without a question."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from zhiye.cli.ready import make_ready
from zhiye.exchange import commands
from zhiye.exchange.details import keep_details
from zhiye.exchange.models import ImportRun
from zhiye.exchange.reading import Read, account, read_file, without_rows
from zhiye.exchange.roster.refusals import UnreadableFile
from zhiye.kernel.actor import System
from zhiye.kernel.bulk import collector_paused
from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id
from zhiye.places import kinds
from zhiye.places.commands import add_place
from zhiye.places.models import Place
from zhiye.places.queries import committees

REFUSALS = (Refused, UnreadableFile, OSError)
BY = System("import", name="命令行导入")
CHUNK = 1024 * 1024


def arguments(parser: ArgumentParser) -> None:
    """The file, the committee, and how to answer."""
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--committee", required=True, metavar="NAME", help="whose register; a new name makes a new one"
    )
    parser.add_argument("--dry-run", action="store_true", help="tell what would happen, write nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--answer", action="append", default=[], metavar="ID=VALUE", help="answer a question (see questions)"
    )


def run(options: Namespace) -> int:
    """Read, plan, import, and tell; exit code 1 with a sentence when the file cannot be read."""
    if not options.file.is_file():
        raise Refused(f"没有找到文件“{options.file}”，看看路径写对了没有。")
    make_ready()
    committee = _committee(options.committee)
    answers = dict(entry.split("=", 1) for entry in options.answer if "=" in entry)
    if options.dry_run:
        read = read_file(BY, options.file, options.file.name, committee, answers)
        told = account(read)
    else:
        told = _import(options.file, options.committee, committee, answers)
    _print(told, options)
    return 0


@collector_paused()
def _import(file: Path, name: str, known: Place | None, answers: dict[str, str]) -> dict[str, Any]:
    """Read first: a file that cannot be read leaves no trace, not even a new committee."""
    read = read_file(BY, file, file.name, known, answers, _show if sys.stderr.isatty() else None)
    committee = known or _found(name)
    with file.open("rb") as stream:
        chunks = iter(lambda: stream.read(CHUNK), b"")
        run = commands.receive(BY, committee=committee, file_name=file.name, chunks=chunks, op=new_id())
    return _carry_out(run, read, answers)


def _carry_out(run: ImportRun, read: Read, answers: dict[str, str]) -> dict[str, Any]:
    keep_details(run.pk, read)
    told = account(read)
    commands.note_reading(BY, run=run, account=without_rows(told), op=new_id())
    commands.begin(BY, run=run, answers=answers, op=new_id())
    result = commands.carry_out(BY, run=run, read=read, op=new_id())
    return told | {"import": str(run.pk), "result": result}


def _show(done: int, of: int) -> None:
    print(f"\r{done} / {of}", end="\n" if done == of else "", file=sys.stderr)


def _committee(name: str) -> Place | None:
    """The committee called ``name``; None when there is none. A near miss is refused: it is a slip of the pen."""
    known = list(committees(BY))
    exact = [place for place in known if name in (place.name, place.code)]
    if exact:
        return exact[0]
    near = [place.name for place in known if Levenshtein.distance(place.name, name) == 1]
    if near:
        raise Refused(f"没有叫“{name}”的居民区，是不是“{near[0]}”？")
    return None


def _found(name: str) -> Place:
    """A committee of a new name, in the street that is there (or in one made for it)."""
    streets = list(Place.objects.filter(kind=kinds.STREET, valid_to=None).order_by("path")[:2])
    if len(streets) > 1:
        raise Refused(f"没有叫“{name}”的居民区；有几个街道，先在其中一个里登记它。")
    street = (
        streets[0] if streets else add_place(BY, parent=None, kind=kinds.STREET, code="街道", op=new_id())
    )
    print(f"没有叫“{name}”的居民区，已新建一个。", file=sys.stderr)
    return add_place(BY, parent=street, kind=kinds.COMMITTEE, code=name, op=new_id())


def _print(told: dict[str, Any], options: Namespace) -> None:
    if options.json:
        print(json.dumps(told, ensure_ascii=False, default=str))
        return
    for sheet in told["sheets"]:
        state = "没有读" if sheet["ignored"] else f"{sheet['data_rows']} 行"
        print(f"《{sheet['name']}》{state}：" + "，".join(f"{h}={k}" for h, k in sheet["columns"].items()))
    print(
        "人 {people}，家 {homes}，户 {households}；新 {new}，一样 {same}，有变化 {changed}，"
        "拿不准 {doubtful}，没导入 {rejected}，重复 {duplicates}".format(
            **{**told, "rejected": len(told["rejected"]), "duplicates": len(told["duplicates"])}
        )
    )
    for question in told["questions"]:
        print(
            f"问：{question['sentence']}（现在按 {question['default']}；要改加 --answer {question['id']}=…）"
        )
    for level in ("flagged", "rejected", "duplicates"):
        for entry in told[level]:
            print(f"{level} 《{entry['sheet']}》第{entry['row']}行 {entry['column']} {entry['sentence']}")
    for note in told["notes"]:
        print(note)
