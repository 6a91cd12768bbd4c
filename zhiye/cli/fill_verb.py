"""``zhiye fill FORM --for …``: a form filled from what is known, from the shell, without a question."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from zhiye.cases.codes import NAMES
from zhiye.cli.ready import make_ready
from zhiye.figures.periods import month_of, read_period
from zhiye.filling import commands, conditions, preparing, showing, wanted
from zhiye.filling.documents.reading import read_form
from zhiye.filling.models import Filling, Form
from zhiye.filling.plan import Plan, make_plan
from zhiye.filling.queries import buildings, people_found, remembered
from zhiye.filling.sealed import file_of
from zhiye.filling.wanted import Wanted
from zhiye.filling.work import work
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor, System
from zhiye.kernel.errors import NotFound, Refused
from zhiye.kernel.ids import new_id
from zhiye.people.codes import CATEGORIES
from zhiye.places.models import Place
from zhiye.places.queries import committees

REFUSALS = (Refused, NotFound, OSError)
BY = System("fill", name="命令行填表")
KINDS = {
    "people": wanted.PEOPLE,
    "homes": wanted.HOMES,
    "matters": wanted.MATTERS,
    "visits": wanted.CONTACTS,
    "activities": wanted.ACTIVITIES,
    "figures": wanted.FIGURES,
}


def arguments(parser: ArgumentParser) -> None:
    """The form, for whom, where to."""
    parser.add_argument("form", type=Path, help="an .xlsx, .docx or .xls")
    parser.add_argument(
        "--for",
        dest="whom",
        action="append",
        default=[],
        metavar="WHOM",
        help="people, homes, matters, visits, activities, figures; category=独居老人, age=80-, kind=邻里纠纷,"
        " building=71, person=王桂珍; may be given several times: all categories and ages have to hold",
    )
    parser.add_argument("--committee", required=True, metavar="NAME")
    parser.add_argument("--period", default="", help="2026-11, 2026Q4, 2026; this month without")
    parser.add_argument("--purpose", default="", help="for whom and what for; asked where people go out")
    parser.add_argument(
        "--output", type=Path, help="the filled file; without it only what was matched is told"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: Namespace) -> int:
    """Read, match, fill, tell; exit code 1 with a sentence when it cannot be."""
    if not options.form.is_file():
        raise Refused(f"没有找到文件“{options.form}”，看看路径写对了没有。")
    make_ready()
    committee = _committee(options.committee)
    read = read_form(options.form.read_bytes(), options.form.name)
    asked = wanted_of(BY, committee, options.whom, options.period)
    known = Form.objects.filter(committee=committee, outline=read.fingerprint, retired_at=None).first()
    earlier = remembered(BY, known, asked.what) if known else {}
    plan = make_plan(read, asked.what, earlier, committee.name)
    told = _told(plan)
    if options.output:
        told |= _fill(options, committee, read, plan, asked)
    _print(told, options)
    return 0


def _fill(options: Namespace, committee: Place, read: Any, plan: Plan, asked: Wanted) -> dict[str, Any]:
    form = commands.keep_form(BY, committee=committee, read=read, file_name=options.form.name, op=new_id())
    given = {"form": form, "plan": plan, "wanted": asked, "purpose": options.purpose}
    ready = preparing.prepare(BY, form, plan, asked)
    made: Filling = commands.fill(BY, **given, op=new_id())
    work(made.pk)
    made.refresh_from_db()
    if made.state != "done":
        raise Refused(made.notes[0])
    options.output.write_bytes(file_of(made))
    gaps = [showing.gap_words(gap, asked.what) for gap in ready.gaps]
    kind = made.file_name.rpartition(".")[2]
    return {
        "rows": made.count,
        "output": str(options.output),
        "kind": kind,
        "gaps": gaps,
        "notes": made.notes,
    }


def wanted_of(by: Actor, committee: Place, whom: Sequence[str], period: str) -> Wanted:
    """For whom, as the words say. Raises Refused for one that names nobody."""
    if period and read_period(period) is None:
        raise Refused(f"看不懂“{period}”，写成 2026-11、2026Q4 或 2026。")
    what, asked, places, people = wanted.PEOPLE, [], [], []
    for word in whom:
        kind, _equals, value = word.partition("=")
        if kind in _CONDITIONS:
            asked.append(_CONDITIONS[kind](value))
        elif kind == "building":
            places.append(_building(by, committee, value))
        elif kind == "person":
            people.append(_person(by, committee, value))
        elif kind in KINDS and not value:
            what = KINDS[kind]
        else:
            raise Refused(
                f"看不懂“{word}”，--for 可以是 {'、'.join(KINDS)}，或 category=、age=、kind=、building=、person=。"
            )
    if any(conditions.is_of_matters(one) != (what == wanted.MATTERS) for one in asked):
        raise Refused("category= 和 age= 选人，kind= 选事，和 --for matters 一起写。")
    key = period or month_of(clock.today()).key
    return Wanted(
        what,
        tuple(asked),
        buildings=tuple(places),
        people=tuple(people),
        period=key if what in wanted.OF_A_PERIOD else "",
    )


def _category(value: str) -> str:
    for code, one in CATEGORIES.items():
        if value in (code, one.name, *one.aliases):
            return code
    raise Refused(f"没有叫“{value}”的类别，有：{'、'.join(one.name for one in CATEGORIES.values())}。")


def _age(value: str) -> str:
    code = f"{conditions.AGE}{value}"
    if not conditions.is_age(code):
        raise Refused(f"看不懂“{value}”岁，写成 80-、60-79 或 -17。")
    return code


def _matters(value: str) -> str:
    names = {name: code for code, name in NAMES.items()}
    if value not in NAMES and value not in names:
        raise Refused(f"没有叫“{value}”的事，有：{'、'.join(NAMES.values())}。")
    return f"{conditions.KIND}{names.get(value, value)}"


_CONDITIONS: dict[str, Callable[[str], str]] = {"category": _category, "age": _age, "kind": _matters}


def _building(by: Actor, committee: Place, value: str) -> str:
    for place in buildings(by, committee):
        if value in (place.code, place.door, place.name):
            return str(place.pk)
    raise Refused(f"{committee.name}没有叫“{value}”的楼。")


def _person(by: Actor, committee: Place, value: str) -> str:
    found = people_found(by, committee, value)
    if len(found) != 1:
        told = "没有找到" if not found else "找到不止一位"
        raise Refused(f"“{value}”{told}，写门牌加姓名，比如“115 王桂珍”。")
    return str(found[0].pk)


def _committee(name: str) -> Place:
    found = next((place for place in committees(BY) if name in (place.name, place.code)), None)
    if found is None:
        raise Refused(f"没有叫“{name}”的居民区。")
    return found


def _told(plan: Plan) -> dict[str, Any]:
    return {
        "form": plan.form.name,
        "sheets": plan.sheet,
        "matched": {blank.label: showing.filled_with(blank) for blank in plan.done},
        "unknown": [blank.label for blank in plan.open],
        "left": [blank.label for blank in plan.left],
    }


def _print(told: dict[str, Any], options: Namespace) -> None:
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
        return
    for label, source in told["matched"].items():
        print(f"已对上  {label} ← {source}")
    for label in told["unknown"]:
        print(f"不知道  {label}")
    for label in told["left"]:
        print(f"空着    {label}")
    for sentence in (*told.get("gaps", ()), *told.get("notes", ())):
        print(sentence, file=sys.stderr)
    if "output" in told:
        print(f"填好了，{told['rows']} 行：{told['output']}（{told['kind']}）")
