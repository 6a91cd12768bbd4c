"""The register goes out as a workbook, with purpose and trace, in the order of paper registers."""

from io import BytesIO

from django.utils import timezone
from django.utils.translation import override

from zhiye.certificates import queries
from zhiye.certificates.commands import note_register_export
from zhiye.certificates.models import Certificate
from zhiye.certificates.workflow import WORDS
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import new_id
from zhiye.papers.excel import closing_line, write_list
from zhiye.places.models import Place

HEADS: tuple[str, ...] = (
    "编号",
    "日期",
    "证明名称",
    "给谁",
    "做什么用",
    "交给哪个单位",
    "依据",
    "看了什么",
    "经办",
    "批准",
)
HEADS += ("用印份数", "有效到", "状态", "告诉去哪里")


def register_workbook(actor: Actor, committee: Place, wanted: queries.BookFilter, purpose: str) -> bytes:
    """A year of one committee's register; the trace is left first. Raises Refused without a purpose.

    A gesture of its own each time: sent twice it goes out twice.
    """
    found = queries.book_rows(actor, committee, wanted)
    note_register_export(
        actor, committee=committee, year=wanted.year, count=len(found), purpose=purpose, op=new_id()
    )
    copies = queries.sealed_copies(actor, found)
    moment = timezone.localtime(clock.now()).strftime("%Y-%m-%d %H:%M")
    target = BytesIO()
    with override("zh-hans"):  # offices read it, whoever asked
        rows = [_cells(one, copies.get(one.pk, 0)) for one in found]
        ending = closing_line(actor.name, moment, purpose)
        write_list(HEADS, rows, target, f"证明登记册{wanted.year}", endings=[ending])
    return target.getvalue()


def _cells(one: Certificate, copies: int) -> list[object]:
    day = one.numbered_on or one.asked_on
    texts = [one.number, day.isoformat(), one.name, one.person.name if one.person else "", one.purpose]
    texts += [one.unit, one.basis, one.evidence, one.prepared_by.name]
    texts += [one.approved_by.name if one.approved_by else ""]
    until = one.valid_until.isoformat() if one.valid_until else ""
    state = str(WORDS[one.state])
    return [*texts, copies or "", until, state, one.guidance]
