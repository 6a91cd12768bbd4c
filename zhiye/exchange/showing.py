"""The account of an import as its page shows it: plain values for the template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.exchange.roster.columns import KIND_NAMES
from zhiye.hotline.showing import WHY_UNREAD

FIGURES = {
    "new": gettext_lazy("新的"),
    "changed": gettext_lazy("有变化"),
    "same": gettext_lazy("一样"),
    "doubtful": gettext_lazy("拿不准"),
    "rejected": gettext_lazy("没导入"),
    "duplicates": gettext_lazy("重复"),
    "flagged": gettext_lazy("请核对"),
}
# What stands above each list of rows: what these rows are, and what happens to them.
ROW_SENTENCES = {
    "new": gettext_lazy("登记里还没有的人，导入时会新登记。"),
    "changed": gettext_lazy("登记里已有的人，这张表补上或改了几处。"),
    "same": gettext_lazy("登记里已有，写的都一样，不用改。"),
    "doubtful": gettext_lazy("可能是登记里的某一位，机器不能替您认，所以不会导入。请打开登记核对。"),
    "rejected": gettext_lazy("这些行不会导入。可以下载，改好后再导入一次。"),
    "duplicates": gettext_lazy("和这张表的另一行是同一位，只导入一次。"),
    "flagged": gettext_lazy("这些行会导入，但有一处要请您核对。"),
}
STEPS = {
    "read": gettext_lazy("正在看这张表"),
    "match": gettext_lazy("正在和登记的对一对"),
    "places": gettext_lazy("正在登记楼栋和房屋"),
    "write": gettext_lazy("正在登记人"),
    "change": gettext_lazy("正在改资料"),
    "done": gettext_lazy("快好了"),
}
READ_WORDS = {
    "new": gettext_lazy("新的 %(n)d 人"),
    "changed": gettext_lazy("有变化 %(n)d 人"),
    "same": gettext_lazy("一样 %(n)d 人"),
}
DONE_WORDS = {
    "new": gettext_lazy("新登记 %(n)d 人"),
    "changed": gettext_lazy("补改 %(n)d 人"),
    "same": gettext_lazy("原来就一样 %(n)d 人"),
    "homes": gettext_lazy("新添 %(n)d 套房屋"),
}
UNDERSTOOD_FIRST = ("serial", "ignore")  # kinds that tell nothing, named last


def figures(account: Mapping[str, Any]) -> list[dict[str, Any]]:
    """How many rows of each kind; kinds without rows are left out, except the first three."""
    shown = [(kind, str(name), int(account.get(kind) or 0)) for kind, name in FIGURES.items()]
    return [
        {"kind": kind, "name": name, "count": count}
        for kind, name, count in shown
        if count or kind in ("new", "changed", "same")
    ]


def sheets(account: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each sheet with what was understood of its columns, and what may be chosen instead."""
    return [_sheet(sheet) for sheet in account.get("sheets", [])]


def _sheet(sheet: Mapping[str, Any]) -> dict[str, Any]:
    columns = [
        {
            "head": head,
            "kind": sheet["read_as"].get(head, sheet["columns"][head]),
            "key": f"column:{sheet['name']}:{head}",
        }
        for head in sheet["heads"]
    ]
    taken = [c for c in columns if c["kind"] not in UNDERSTOOD_FIRST]
    left = [c["head"] for c in columns if c["kind"] == "ignore"]
    return {
        **sheet,
        "columns": columns,
        "taken": "、".join(_in_words(taken)),
        "left": "、".join(head for head in left if head),
    }


def _in_words(columns: Iterable[Mapping[str, str]]) -> list[str]:
    """姓名, or 现居住地（住址） when the head says it otherwise."""
    words = []
    for column in columns:
        name, head = str(KIND_NAMES.get(column["kind"], column["kind"])), column["head"]
        short = name.partition("（")[0]
        words.append(head if head == short else _("%(head)s（%(name)s）") % {"name": short, "head": head})
    return words


def kinds() -> list[tuple[str, str]]:
    """What a column may be taken for: (kind, words)."""
    return [(kind, str(name)) for kind, name in KIND_NAMES.items()]


def step_words(progress: Mapping[str, Any]) -> str:
    """What the worker is doing just now."""
    return str(STEPS.get(progress.get("step", ""), _("马上开始")))


def result_sentence(result: Mapping[str, Any]) -> str:
    """What the import did, in one line."""
    parts = [str(words) % {"n": result[name]} for name, words in DONE_WORDS.items() if result.get(name)]
    return _("%(parts)s。") % {"parts": "，".join(parts)} if parts else _("都和登记的一样，什么都不用改。")


def import_words(account: Mapping[str, Any]) -> str:
    """The primary button, which says what it will do."""
    told = {"new": account.get("new") or 0, "changed": account.get("changed") or 0}
    if told["new"] and told["changed"]:
        return _("导入：新登记 %(new)d 人，补改 %(changed)d 人") % told
    if told["new"]:
        return _("导入：新登记 %(new)d 人") % told
    return _("导入：补改 %(changed)d 人") % told if told["changed"] else _("导入")


def headline(run: Any, interrupted: bool) -> str:
    """The page's answer in a few words."""
    if interrupted:
        return _("上次没做完")
    parts = [
        str(words) % {"n": run.account[name]} for name, words in READ_WORDS.items() if run.account.get(name)
    ]
    return {
        "reading": _("正在看这张表"),
        "importing": _("正在导入"),
        "ready": _("看好了：%(parts)s") % {"parts": "，".join(parts)}
        if parts
        else _("看好了，没有可以导入的"),
        "failed": _("还没导入：这张表要看一下"),
        "done": _("导入好了"),
        "undone": _("已撤销"),
    }[run.state]


TICKET_RESULTS: Mapping[str, Any] = {
    "taken": gettext_lazy("收下的工单"),
    "praise": gettext_lazy("记进表扬簿"),
    "same": gettext_lazy("以前收过的"),
    "changed": gettext_lazy("编号收过、内容不一样，没有动"),
    "unread": gettext_lazy("没收，读不出"),
}


@dataclass(frozen=True)
class TicketRow:
    """One row of a ticket sheet: its number, what became of it, why, and where that is."""

    number: int
    result: Any
    why: str
    url: str


def ticket_row(row: list[Any], url: str) -> TicketRow:
    """A row of the account in words."""
    number, result, _key, why = row
    return TicketRow(number, TICKET_RESULTS[result], str(WHY_UNREAD.get(why, "")), url)
