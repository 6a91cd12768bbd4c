"""Pasted tickets: what must be read from each shape, and what holds for any text."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiye.hotline.covering import covered_words
from zhiye.hotline.reading.paste import TicketReading, read_ticket
from zhiye.hotline.reading.spans import Moment, Within
from zhiye.hotline.reading.words import LABELS
from zhiye.hotline.values import from_reading

TODAY = date(2026, 11, 21)
TICKETS = tomllib.loads((Path(__file__).parent / "data" / "pasted.toml").read_text("utf-8"))["ticket"]
LABELS_ALONE = [word for words in LABELS.values() for word in words]


def told(value: Any) -> Any:
    """A value as the file of tickets writes it."""
    if isinstance(value, Moment):
        return f"{value.day} {value.at:%H:%M}" if value.at else str(value.day)
    return f"{value.count} {value.unit}" if isinstance(value, Within) else value


def differing(ticket: dict[str, Any], reading: TicketReading) -> list[str]:
    read = {kind: told(said.value) for kind, said in reading.fields.items()}
    faults = [
        f"{kind}: {read.get(kind)!r} instead of {wanted!r}"
        for kind, wanted in ticket["read"].items()
        if read.get(kind) != wanted
    ]
    if reading.only_thanks != ticket.get("thanks", False):
        faults.append(f"thanks: {reading.only_thanks}")
    if [one.value for one in reading.praised] != ticket.get("praised", []):
        faults.append(f"praised: {[one.value for one in reading.praised]}")
    return faults + ([f"more: {reading.more}"] if reading.more != ticket.get("more", 0) else [])


@pytest.mark.parametrize("number", range(len(TICKETS)))
def test_a_pasted_ticket_is_read(number: int) -> None:
    ticket = TICKETS[number]
    reading = read_ticket(ticket["text"], TODAY)
    assert not differing(ticket, reading), (ticket["text"], differing(ticket, reading))
    assert reading.is_ticket


def test_the_tickets_have_many_shapes() -> None:
    assert len(TICKETS) >= 30
    assert len({ticket["shape"] for ticket in TICKETS}) >= 6


CLUMSY = (
    "【工单】 编号 QT261122-0207 紧急程度:一般\n来电时间：2026/11/22 14:05   截止  11月25日17点前办结\n"
    "诉求人: 陈女士 手机 15412349876\n地址：梧桐路88弄27号602室\n"
    "诉求内容：反映楼上702室装修，敲墙，上次单号 9912345678 没办。"
)


def test_a_number_without_a_colon_in_front_of_the_story_is_the_tickets() -> None:
    assert read_ticket(CLUMSY, TODAY).value("official_no") == "QT261122-0207"


def test_a_number_inside_the_story_is_not() -> None:
    assert "official_no" not in read_ticket(CLUMSY.replace("编号 QT261122-0207 ", ""), TODAY).fields


def test_a_number_is_read_to_its_end() -> None:
    text = "昨天有个男的打12345讲南门口晚上有人放炮仗，叫我们核实一下。 QT261121-9 速办"
    assert read_ticket(text, TODAY).value("official_no") == "QT261121-9"


@pytest.mark.parametrize("text", ["", " \n\t ", "　"])
def test_nothing_is_read_from_nothing(text: str) -> None:
    reading = read_ticket(text, TODAY)
    assert (reading.fields, reading.only_thanks, reading.topic, reading.is_ticket) == ({}, False, "", False)


def test_a_chat_is_no_ticket() -> None:
    assert not read_ticket("明天开会别忘了带本子", TODAY).is_ticket


def test_what_a_scanner_misread_asks_for_a_look() -> None:
    reading = read_ticket("工单编号：2O26112l0007\n诉求内容：一楼返水。", TODAY)
    assert reading.fields["official_no"].value == "202611210007"
    assert not reading.fields["official_no"].sure


def test_plain_days_may_be_working_days_so_they_ask_for_a_look() -> None:
    assert (
        not read_ticket("工单编号：2026110001\n办结时限：3日内\n内容：路灯不亮。", TODAY).fields["due"].sure
    )


PIECES = st.one_of(
    st.sampled_from([f"{word}：" for word in LABELS_ALONE]),
    st.sampled_from(["2026-11-20 09:12", "15400001234", "115-402", "5个工作日内", "感谢社工小李"]),
    st.sampled_from(["\n", "\t", "【", "】", '"', "|"]),
    st.text(max_size=12),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_text_gives_quotes_of_itself_and_the_same_twice(text: str) -> None:
    reading = read_ticket(text, TODAY)
    for said in (*reading.fields.values(), *reading.praised):
        assert text[said.start : said.end] == said.quote
    assert reading == read_ticket(text, TODAY)


def test_the_title_is_about_the_matter() -> None:
    text = next(one["text"] for one in TICKETS if one["shape"] == "message")
    assert read_ticket(text, TODAY).fields["title"].value == "115-402 楼上天天晚上十点以后洗衣服，睡不好"


def test_the_words_of_a_ticket_do_not_say_who_called() -> None:
    text = (
        "工单编号：A100\n来电人：章女士\n联系电话：15400001234\n诉求内容：章女士家漏水，电话154 0000 1234。"
    )
    values = from_reading(read_ticket(text, TODAY), "310000")
    assert values.body == "来电人家漏水，电话154****1234。"
    assert (values.caller, values.phone) == ("章女士", "15400001234")
    again = covered_words(values.body, "章女士", "15400001234")
    assert again == values.body
