"""A list of people goes out as a workbook: in our order or a remembered sheet's, with purpose and trace."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from zhiye.exchange import queries
from zhiye.exchange.forms import EVERYBODY
from zhiye.exchange.roster.write import write_people
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id
from zhiye.papers.excel import closing_line
from zhiye.people.commands import note_sheet_export
from zhiye.people.queries.rosters import roster
from zhiye.people.roster_words import values_of

Columns = Sequence[tuple[str, str]]  # (head, kind), left to right
OWN_ORDER: Columns = (
    ("序号", "serial"),
    ("姓名", "name"),
    ("性别", "sex"),
    ("出生日期", "birth"),
    ("身份证号", "id_number"),
    ("联系电话", "phone"),
    ("小区", "estate"),
    ("楼号", "building"),
    ("单元", "unit"),
    ("室号", "room"),
    ("户主", "household"),
    ("与户主关系", "relation"),
    ("居住情况", "tenure"),
    ("人户状态", "residence"),
    ("人员类别", "categories"),
    ("备注", "note"),
)
# What is covered elsewhere: the permission that opens it, and its words on the form.
COVERED = {
    "phone": ("people.reveal_phone", gettext_lazy("电话")),
    "id_number": ("people.reveal_id", gettext_lazy("身份证号")),
}
MOST_ORDERS = 8


@dataclass(frozen=True)
class Order:
    """The columns of a sheet that was imported once."""

    name: str
    columns: tuple[tuple[str, str], ...]


def remembered_orders(actor: Actor) -> dict[str, Order]:
    """The column orders of the newest imports, each once, by a key for the form."""
    found: dict[str, Order] = {}
    for run in queries.runs(actor):
        for number, sheet in enumerate(run.account.get("sheets", [])):
            columns = tuple(
                (head, sheet["read_as"].get(head, sheet["columns"][head])) for head in sheet["heads"]
            )
            known = {order.columns for order in found.values()}
            if run.op and not sheet["ignored"] and columns not in known and len(found) < MOST_ORDERS:
                found[f"{run.pk}:{number}"] = Order(_order_name(run, sheet), columns)
    return found


def _order_name(run: Any, sheet: Mapping[str, Any]) -> str:
    day = timezone.localtime(run.uploaded_at).date()
    told = {"file": run.file_name, "sheet": sheet["name"], "month": day.month, "day": day.day}
    return _("“%(file)s”的《%(sheet)s》（%(month)d月%(day)d日导入）") % told


def export_people(
    actor: Actor, given: Mapping[str, Any], committees: Sequence[Any], orders: Mapping[str, Order]
) -> tuple[bytes, str]:
    """The workbook and its file name; the trace is left first. Raises Refused without a purpose."""
    committee = next(place for place in committees if str(place.pk) == given["committee"])
    opened = list(given.get("covered") or ())
    standing = "" if given["standing"] == EVERYBODY else given["standing"]
    records = list(roster(actor, committee, standing, opened))
    purpose = given["purpose"] + _with_covered(opened)
    # A gesture of its own each time: sent twice it goes out twice, and may ask for more the second time.
    note_sheet_export(actor, place=committee, count=len(records), purpose=purpose, op=new_id())
    chosen = orders.get(given["order"])
    columns = chosen.columns if chosen else [c for c in OWN_ORDER if c[1] not in COVERED or c[1] in opened]
    target = BytesIO()
    # A roster is read by offices and by our own reader, whoever asked for it.
    with override(settings.LANGUAGE_CODE):
        people = [values_of(record) for record in records]
        write_people(columns, people, target, committee.name, closing=_closing(actor, given["purpose"]))
    return target.getvalue(), f"{committee.name} {clock.today().isoformat()}.xlsx"


def _with_covered(opened: Iterable[str]) -> str:
    names = "、".join(str(COVERED[kind][1]) for kind in opened)
    return _("（带%(names)s）") % {"names": names} if names else ""


def _closing(actor: Actor, purpose: str) -> str:
    moment = timezone.localtime(clock.now())
    return closing_line(actor.name, moment.strftime("%Y-%m-%d %H:%M"), purpose)
