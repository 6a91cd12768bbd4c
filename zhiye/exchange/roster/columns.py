"""Which column holds what: by its head, and by its cells where the head is missing, vague or wrong."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from zhiye.people.codes import read_categories
from zhiye.people.heads import plain_head

from .belonging import set_aside_others
from .contents import shares
from .heads import HeadColumn, Table
from .kinds import KIND_NAMES, Column, Plan
from .lexicon import FLAGS, HeadMeaning, head_meaning
from .workbook import Cell

__all__ = ["KIND_NAMES", "plan_columns"]

ENOUGH_ROWS, ENOUGH_CELLS = 2000, 50
CLEAR = 0.7  # share of cells from which the content is beyond doubt
SUPPORT = 0.3  # a head keeps its word when at least this share of cells agrees
CERTAIN = 0.9  # share needed against a remark column or without any head
# Content that is recognised on its own, most telling first.
TELLING = ("id_number", "phone", "home", "sex", "birth", "name", "relation")
PLAIN_NOTES = ("备注", "说明", "其他", "其它")  # heads that need not be repeated in front of a remark
SOFT = ("categories", "tenure", "residence", "owner_kind", "relation")
# Heads that keep their word whatever the cells hold: another person's data or nothing of ours.
FIXED = (
    "ignore",
    "never",
    "serial",
    "contact",
    "owner_ref",
    "floors",
    "lift",
    "share",
    "registered_home",
    "estate",
)
# Kinds whose cells cannot be a mere yes or no, whatever the head ends in.
UNANSWERABLE = ("name", "owner_name", "id_number", "phone", "home", "registered_home")
SINGLE = (
    *("id_number", "sex", "household", "relation", "tenure", "residence", "owner_kind", "owner_ref", "area"),
    *("estate", "building", "unit", "floor", "room", "floors", "lift", "share", "registered_home"),
)


def plan_columns(table: Table, today: date, chosen: Mapping[str, str] | None = None) -> Plan:
    """Give every column a kind. ``chosen`` maps labels to kinds set by a person, which are not doubted."""
    chosen = chosen or {}
    columns = [_recognise(head, _cells(table, head), today, chosen.get(head.label)) for head in table.columns]
    plan = Plan(columns)
    _settle_names(plan)
    set_aside_others(plan)
    _settle_homes(plan)
    _settle_births(plan)
    _settle_singles(plan)
    plan.role = _role(plan)
    if plan.role in ("foreign", "unknown"):
        for column in plan.columns:
            column.kind, column.moved = "ignore", False
    plan.notes = _notes(plan)
    return plan


def _cells(table: Table, head: HeadColumn) -> list[Cell]:
    """Cells to judge a column by: of a long table every so many rows, of a column with few cells all of them."""
    step = len(table.rows) // ENOUGH_ROWS + 1
    cells = [row[head.index] for _number, row in table.rows[::step]]
    if step == 1 or len(cells) - cells.count("") >= ENOUGH_CELLS:
        return cells
    return [row[head.index] for _number, row in table.rows]


def _recognise(head: HeadColumn, cells: list[Cell], today: date, chosen: str | None) -> Column:
    content = shares(cells, today)
    leaf = head.label.rsplit("/", 1)[-1]
    column = Column(head.index, head.label, "ignore", content=content)
    if chosen in KIND_NAMES:
        answers = chosen == "categories" and content.get("yes_no", 0.0) >= CLEAR and bool(_flag_code(leaf))
        column.kind, column.strength = "flag" if answers else str(chosen), 2.0
        return _refined(column, head_meaning(leaf))
    meaning = _meaning(head.label, leaf)
    column.strength = meaning.strength if meaning else 0.0
    column.kind = _decide(column, meaning.kind if meaning else "")
    return _refined(column, meaning)


def _meaning(label: str, leaf: str) -> HeadMeaning | None:
    """The head's meaning; a group head makes a bare leaf precise (户籍/地址, 紧急联系人/电话)."""
    parent = None
    if leaf != label:
        joined = head_meaning(label.replace("/", ""))
        parent = head_meaning(label.rsplit("/", 1)[0])
        if joined and joined.strength == 1.0:
            return joined
        if joined and joined.kind == "contact":
            return joined
        if parent and parent.kind == "contact":
            return parent
    meaning = head_meaning(leaf)
    if parent and parent.kind == "owner_name" and meaning and meaning.kind == "name":
        return HeadMeaning("owner_name", 1.0)
    if (meaning is None or meaning.strength < 0.9) and _flag_code(leaf):
        return HeadMeaning("flag", 1.0)
    return meaning


def _flag_code(leaf: str) -> str:
    """The category a yes/no head stands for (是否低保 → the code of 低保), or ""."""
    plain = plain_head(leaf)
    bare = FLAGS.get(plain, plain)
    for word in ("是否", "有无", "是不是", "享受", "属于", "为"):
        bare = bare.removeprefix(word)
    codes, unknown = read_categories(bare)
    return codes[0] if len(codes) == 1 and not unknown else ""


def _decide(column: Column, said: str) -> str:
    """The head's word against the cells'. Returns a kind of heads.toml or of the content."""
    content = column.content
    said = _either(said, content)
    if not content or said in FIXED or said.startswith("foreign"):
        return said or "ignore"
    if said.startswith("asked"):
        return said if content["yes_no"] >= CLEAR else "ignore"
    if said in UNANSWERABLE and content["yes_no"] >= CLEAR and _own_share(said, content) < SUPPORT:
        return "ignore"  # "是否有身份证", "有手机": yes and no are no number
    least = CERTAIN if said in ("note", "flag", "") else CLEAR
    telling = next((kind for kind in TELLING if content[kind] >= least), "")
    own = _own_share(said, content)
    if telling and own < SUPPORT and telling != said:
        column.moved = bool(said) and said != "flag"
        return telling
    if said in SOFT and own < SUPPORT:
        best = max(SOFT, key=lambda kind: content[kind])
        return best if content[best] > own else said
    if not said:
        return next((kind for kind in SOFT if content[kind] >= CERTAIN), "ignore")
    return said if column.strength >= 0.9 or own >= SUPPORT else "ignore"


def _either(said: str, content: Mapping[str, float]) -> str:
    """Heads of two meanings: the first when the cells are whole addresses, else the second."""
    if not said.startswith("home_or_"):
        return said
    whole = content.get("home", 0.0) + content.get("house", 0.0) * (said == "home_or_room")
    return "home" if whole >= 0.5 else said.removeprefix("home_or_")


def _own_share(said: str, content: Mapping[str, float]) -> float:
    """How far the cells agree with the head; kinds that any text may fill agree always."""
    if said == "age":
        return max(content["age"], content["birth"])
    if said == "birth":
        return max(content["birth"], content["age"], content["code"])
    if said == "home":
        return max(content["home"], content["house"])
    if said == "household":
        return max(content["name"], content["code"])
    if said == "owner_name":
        return content["name"]
    if said in ("building", "unit", "room", "floor"):
        return max(content["code"], 1.0 - content["name"] - content["id_number"] - content["phone"])
    if said == "flag":
        return max(content["yes_no"], 1.0 - content["name"])
    return content.get(said, 0.0)


def _refined(column: Column, meaning: HeadMeaning | None) -> Column:
    """Turn the finer kinds of heads.toml into a kind and a sub-kind."""
    kind, said = column.kind, meaning.kind if meaning else ""
    if kind in ("owner_name", "name"):
        column.kind, column.sub = "name", "owner" if said == "owner_name" else ""
    elif kind in ("age", "birth"):
        dates = column.content.get("birth", 0.0) > column.content.get("age", 0.0)
        column.kind, column.sub = "birth", "age" if "age" in (kind, said) and not dates else ""
    elif kind == "flag":
        column.kind, column.sub = "categories", "flag:" + _flag_code(column.label.rsplit("/", 1)[-1])
    elif kind.startswith("asked:"):
        _asked, column.kind, answer = kind.split(":")
        column.sub, column.strength = f"asked:{answer}", 0.5  # a column that tells more comes first
    elif kind in ("never", "serial") or kind.startswith("foreign"):
        column.kind, column.sub = "ignore", kind.partition(":")[0]
    elif kind in ("contact", "note"):
        plain = plain_head(column.label).startswith(PLAIN_NOTES)
        column.kind, column.sub = "note", "" if plain else "named"
    else:
        column.sub = _sub_by_content(kind, column.content)
    return column


def _sub_by_content(kind: str, content: Mapping[str, float]) -> str:
    if kind == "household":
        return "name" if content.get("name", 0.0) >= 0.5 else "code"
    return "house" if kind == "home" and content.get("house", 0.0) > content.get("home", 0.0) else ""


def _settle_names(plan: Plan) -> None:
    """One name column. A head-of-household column is the name only where there is no other."""
    names = sorted(
        plan.of("name"), key=lambda c: (-c.strength, c.sub == "owner", -c.content.get("name", 0.0))
    )
    if not names:
        names = [c for c in plan.of("phone") if c.content.get("named_phone", 0.0) >= CLEAR][:1]
        for column in names:
            column.kind, column.sub, column.moved = "name", "", False
    if not names:
        heads = [c for c in plan.of("household") if c.sub == "name"]
        for column in heads[:1]:
            column.kind, column.sub = "name", "head"
    _remember_rivals(plan, "name", names)
    for loser in names[1:]:
        loser.kind, loser.sub = "note", "named"


def _remember_rivals(plan: Plan, kind: str, columns: list[Column]) -> None:
    """Columns that claim the same kind with heads and cells equally good: a person may want to choose."""
    equal = [c for c in columns if c.strength >= 1.0 and c.content.get(kind, 0.0) >= CLEAR]
    if len(equal) > 1 and columns[0].strength <= 1.0:
        plan.rivals[kind] = [column.label for column in equal]


def _settle_homes(plan: Plan) -> None:
    """The best address first; a registered address serves as home only where there is no other way."""
    homes = sorted(plan.of("home"), key=lambda c: (-c.strength, -c.content.get("home", 0.0)))
    if not homes and not plan.of("room"):
        for column in plan.of("registered_home")[:1]:
            column.kind = "home"
    _remember_rivals(plan, "home", homes)
    for loser in homes[1:]:
        loser.kind, loser.sub = "note", "named"


def _settle_births(plan: Plan) -> None:
    """Dates before ages: the reader takes the first that it can read."""
    births = {id(column) for column in plan.of("birth")}
    ordered = sorted(plan.of("birth"), key=lambda c: (c.sub == "age", -c.strength))
    rest = [column for column in plan.columns if id(column) not in births]
    plan.columns = ordered + rest


def _settle_singles(plan: Plan) -> None:
    for kind in SINGLE:
        rivals = sorted(plan.of(kind), key=lambda c: (-c.strength, -c.content.get(kind, 0.0), c.index))
        for loser in rivals[1:]:
            loser.kind, loser.sub = "ignore", ""


def _role(plan: Plan) -> str:
    kinds = {column.kind for column in plan.columns}
    foreign = sum(column.sub == "foreign" for column in plan.columns)
    sure_name = any(column.strength >= 0.9 for column in plan.of("name"))
    if foreign > 1 and "id_number" not in kinds and not sure_name:
        return "foreign"
    if "name" in kinds:
        return "people"
    if "building" in kinds and kinds & {"floors", "lift"} and not kinds & {"home", "room"}:
        return "buildings"
    return "rooms" if kinds & {"home", "room"} else "unknown"


def _notes(plan: Plan) -> list[str]:
    notes = []
    for column in plan.columns:
        values = {"head": column.label, "kind": KIND_NAMES.get(column.kind, "")}
        if column.moved and column.kind != "ignore":
            notes.append(_("“%(head)s”这一列里是%(kind)s，按%(kind)s读。") % values)
        elif column.sub == "never":
            notes.append(_("“%(head)s”这一列本软件不收，没有带进来。") % values)
    return notes
