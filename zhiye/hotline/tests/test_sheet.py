"""Sheets of tickets: read in any order of heads, taken in once, every row told of."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from rustpy_xlsxwriter import write_worksheet

from tests.cast_builder import Cast
from zhiye.cases.models import Case, Reply
from zhiye.exchange.ticket_sheets import OWN_ORDER, export_tickets, read_sheet
from zhiye.hotline import commands, queries
from zhiye.hotline.models import Thanks, Ticket, TicketSheet
from zhiye.hotline.queries import Period
from zhiye.hotline.reading.sheet import SheetReading, read_rows
from zhiye.hotline.reading.spans import Moment
from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id

TODAY = date(2026, 11, 21)
HEADS = [
    "序号",
    "工单编号",
    "诉求类型",
    "来电时间",
    "联系人",
    "电话",
    "地址",
    "诉求内容",
    "办理结果",
    "是否解决",
    "科室",
]
ROWS: list[list[Any]] = [
    ["11月工单"],
    HEADS,
    [1, "A1", "投诉", "2026-11-02 08:30:00", "章女士", "15400001234", "115-402", "楼上漏水", "", "", "三科"],
    [2, "A2", "咨询", datetime(2026, 11, 3, 9), "匿名", "", "", "高龄津贴怎么办", "已告知材料", "", "一科"],
    [3, "A3", "求助", 46329.5, "卫先生", "15400001235", "", "路灯不亮", "换好了灯泡", "已解决", "二科"],
    [4, "A4", "其他", "2026-11-05", "冯阿姨", "15400001236", "", "感谢社工小陆，非常感谢！", "", "", "一科"],
    [5, "A5", "投诉", "2026-11-06", "沈先生", "15400001237", "", "", "", "", "一科"],
    [6, "A1", "投诉", "2026-11-02 08:30:00", "章女士", "15400001234", "115-402", "楼上漏水", "", "", "三科"],
    [7, "A6", "投诉", "昨天", "沈先生", "15400001237", "", "车位被占", "", "", "一科"],
]


def reading() -> SheetReading:
    found = read_rows(ROWS, TODAY)
    assert found is not None
    return found


def taken(by: Any, cast: Cast) -> TicketSheet:
    told = {"committee": cast.committee, "file_name": "11月.xlsx", "reading": reading(), "op": new_id()}
    sheet: TicketSheet = commands.take_sheet(by, **told)
    return sheet


def test_heads_in_any_order_are_known() -> None:
    found = reading()
    assert found.kinds == (
        *(
            "serial",
            "official_no",
            "type",
            "received",
            "caller",
            "phone",
            "place",
            "body",
            "answer",
            "solved",
            "",
        ),
    )
    assert found.rows[2].fields["received"] == Moment(date(2026, 11, 3), datetime(2026, 11, 3, 12).time())


@pytest.mark.parametrize("rows", [[], [["张三", "李四"]], [["姓名", "电话"], ["a", "b"]]])
def test_a_sheet_without_tickets_is_none(rows: list[list[Any]]) -> None:
    assert read_rows(rows, TODAY) is None


def test_every_row_has_its_account(worker: Any, cast: Cast) -> None:
    sheet = taken(worker, cast)
    told = [(row, result, why) for row, result, _key, why in sheet.account["rows"]]
    assert told == [
        *((3, "taken", ""), (4, "taken", ""), (5, "taken", ""), (6, "praise", "")),
        *((7, "unread", "no_body"), (8, "same", ""), (9, "unread", "bad_date")),
    ]
    assert sum(sheet.account["counts"].values()) == len(reading().rows)
    assert (Ticket.objects.count(), Thanks.objects.count()) == (3, 1)


def test_the_same_sheet_again_brings_nothing_new(worker: Any, cast: Cast) -> None:
    taken(worker, cast)
    again = taken(worker, cast)
    assert again.account["counts"] == {"same": 5, "unread": 2}
    assert Case.objects.filter(source="hotline").count() == 3


def test_rows_with_an_answer_come_in_answered(worker: Any, cast: Cast) -> None:
    taken(worker, cast)
    cases = {one.official_no: one.case for one in Ticket.objects.select_related("case")}
    assert {number: case.state for number, case in cases.items()} == {
        "A1": "new",
        "A2": "explained",
        "A3": "done",
    }
    assert Reply.objects.get(case=cases["A3"]).solved == "yes"
    assert cases["A1"].place == cast.home("115-402")
    assert cases["A2"].closed_on is not None


def test_a_number_with_other_words_is_told_and_left(worker: Any, cast: Cast) -> None:
    taken(worker, cast)
    rows = [HEADS, [1, "A1", "投诉", "2026-11-02", "", "", "", "另外一件事", "", "", ""]]
    told = {
        "committee": cast.committee,
        "file_name": "b.csv",
        "reading": read_rows(rows, TODAY),
        "op": new_id(),
    }
    sheet = commands.take_sheet(worker, **told)
    assert sheet.account["counts"] == {"changed": 1}
    assert Ticket.objects.get(official_no="A1").body == "楼上漏水"


def workbook(rows: list[dict[str, Any]]) -> bytes:
    target = BytesIO()
    write_worksheet(rows, target, "工单")
    return target.getvalue()


def test_a_sheet_goes_out_in_its_own_order_and_comes_back_as_the_same(secretary: Any, cast: Cast) -> None:
    text = [{head: str(cell) for head, cell in zip(HEADS, row, strict=False)} for row in ROWS[2:5]]
    sent = read_sheet([workbook(text)], "a.xlsx")
    commands.take_sheet(secretary, committee=cast.committee, file_name="a.xlsx", reading=sent, op=new_id())
    order = queries.last_order(secretary, cast.committee)
    assert order is not None
    period = Period(date(2026, 11, 1), date(2026, 11, 30))
    told = {"with_caller": True, "purpose": "报街道"}
    content, name = export_tickets(secretary, cast.committee, period, order.columns, **told)
    back = read_sheet([content], name)
    assert back.heads == tuple(HEADS)
    for before, after in zip(sent.rows, back.rows, strict=False):
        untouched = [
            before.cells[at] for at, head in enumerate(HEADS) if head not in ("办理结果", "是否解决")
        ]
        assert untouched == [
            after.cells[at] for at, head in enumerate(HEADS) if head not in ("办理结果", "是否解决")
        ]
    again = commands.take_sheet(
        secretary, committee=cast.committee, file_name=name, reading=back, op=new_id()
    )
    assert set(again.account["counts"]) <= {"same", "unread"}  # the closing line is no ticket
    assert again.account["counts"]["same"] == 3


def test_who_called_stays_at_home_unless_asked_for(worker: Any, cast: Cast) -> None:
    taken(worker, cast)
    period = Period(date(2026, 11, 1), date(2026, 11, 30))
    told = {"with_caller": False, "purpose": "报街道"}
    content, name = export_tickets(worker, cast.committee, period, OWN_ORDER, **told)
    cells = [cell for row in read_sheet([content], name).rows for cell in row.cells]
    assert not any("章女士" in cell or "15400001234" in cell for cell in cells)


def test_an_export_needs_a_purpose(worker: Any, cast: Cast) -> None:
    period = Period(date(2026, 11, 1), date(2026, 11, 30))
    with pytest.raises(Refused):
        export_tickets(worker, cast.committee, period, OWN_ORDER, with_caller=False, purpose=" ")


def test_what_is_no_sheet_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refused, match="PDF"):
        read_sheet([b"%PDF-1.4 "], "a.pdf")
