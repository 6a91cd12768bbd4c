"""Days and sums, in sentences of our own; the day of writing is a Tuesday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.reading.calendar import festival, solar_term
from zhiye.reading.numbers import read_number
from zhiye.reading.reader import read


def days(text: str) -> list[str]:
    return [day["value"] for day in read({"text": text, "written_on": "2025-05-13"})["dates"]]


def sums(text: str) -> list[tuple[float, str]]:
    return [(m["amount"], m["per"]) for m in read({"text": text, "written_on": "2025-05-13"})["money"]]


@pytest.mark.parametrize(
    "text, value",
    [
        ("明天上午再去", "2025-05-14"),
        ("昨晚停电", "2025-05-12"),
        ("下周三来", "2025-05-21"),
        ("周五前修好", "2025-05-16"),
        ("上周一说过", "2025-05-05"),
        ("本周内完成", "2025-05-12/2025-05-18"),
        ("周末再看", "2025-05-17/2025-05-18"),
        ("月底前答复", "2025-05-31"),
        ("下个月5号前交", "2025-06-05"),
        ("5月20日开会", "2025-05-20"),
        ("2024年3月1日登记", "2024-03-01"),
        ("去年12月起", "2024-12"),
        ("今年6月中旬", "2025-06-11/2025-06-20"),
        ("6月底给清", "2025-06-30"),
        ("每周五来", "R-W5"),
        ("每天浇水", "R-D"),
        ("每月5号前", "R-M"),
        ("端午节前", "2025-05-31"),
        ("七夕活动", "2025-08-29"),
        ("三个工作日内", "2025-05-16"),
        ("29号晚上贴通知", "2025-05-29"),
        ("年底结清", "2025-12-31"),
    ],
)
def test_a_day_is_counted_from_the_day_of_writing(text: str, value: str) -> None:
    assert days(text) == [value]


@pytest.mark.parametrize(
    "text", ["3号楼的灯坏了", "26号门禁坏了", "今年69岁", "近日、以前、最近", "2月31日", "5号302来人"]
)
def test_what_is_no_day_is_left(text: str) -> None:
    assert days(text) == []


def test_a_solar_term_is_a_day_people_date_by() -> None:
    assert festival("冬至", 2024) == date(2024, 12, 21)


@pytest.mark.parametrize(
    "text, value",
    [
        ("6个工作日内答复", "2025-05-21"),
        ("三十个工作日内", "2025-06-25"),  # over 端午 and its moved Monday
    ],
)
def test_working_days_are_those_of_the_calendar(text: str, value: str) -> None:
    assert days(text) == [value]


@pytest.mark.parametrize(
    "text, amount",
    [
        ("赔了500元", (500, "once")),
        ("每月4700元", (4700, "month")),
        ("一天260元", (260, "day")),
        ("花了三万五", (35000, "once")),
        ("一共八百块", (800, "once")),
        ("要汇8万块", (80000, "once")),
        ("十二万八千元", (128000, "once")),
        ("涨到1块5", (1.5, "once")),
    ],
)
def test_sums_are_read_with_how_often_they_are_paid(text: str, amount: tuple[float, str]) -> None:
    assert sums(text) == [amount]


@pytest.mark.parametrize("text", ["3单元401", "电话13812345678", "一共54户", "78岁", "二楼的砖块"])
def test_what_is_no_sum_is_left(text: str) -> None:
    assert sums(text) == []


@given(number=st.integers(0, 99_999_999))
def test_digits_read_as_themselves(number: int) -> None:
    assert read_number(str(number)) == number


@pytest.mark.parametrize(
    "text, value",
    [("一百零五", 105), ("两千三", 2300), ("十二", 12), ("四〇二", 402), ("一万一千四", 11400), ("好", None)],
)
def test_numerals_are_read(text: str, value: int | None) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text, value",
    [
        ("谷雨前一天", "2025-04-19"),
        ("芒种那天", "2025-06-05"),
        ("中秋前夕", "2025-10-05"),
        ("下月初三", "2025-05-29"),
        ("农历四月十八", "2025-05-15"),
        ("一九九八年", "1998"),
        ("月中之前", "2025-05-15"),
        ("下季度", "2025-07/2025-09"),
        ("母亲节", "2025-05-11"),
        ("31日下午", "2025-05-31"),
    ],
)
def test_terms_festivals_and_parts_of_the_year(text: str, value: str) -> None:
    assert days(text) == [value]


def test_the_next_day_counts_from_the_day_told_before() -> None:
    assert days("4月2日巡查，次日整改") == ["2025-04-02", "2025-04-03"]
    assert days("次日整改") == []


def test_every_weekday_of_a_row_recurs() -> None:
    assert days("每周二、周五来") == ["R-W2", "R-W5"]


def test_a_solar_term_follows_the_almanac() -> None:
    assert solar_term("立秋", 2025) == date(2025, 8, 7)
    assert solar_term("小暑", 2016) == date(2016, 7, 7)
    assert solar_term("立秋", 1999) is None


@pytest.mark.parametrize(
    "text, told",
    [
        ("罚了叁万贰仟元", [(32000, "once")]),
        ("欠11万7千8", [(117800, "once")]),
        ("房租三百五一个月", [(350, "month")]),
        ("电费八毛钱", [(0.8, "once")]),
        ("还差五千六。", [(5600, "once")]),
        ("花了百把块钱", [(100, "once")]),
        ("全年停车费38.6万", [(386000, "year")]),
        ("给他一块橡皮", []),
        ("一块接送孩子", []),
        ("走了三百户", []),
        ("打110报警", []),
    ],
)
def test_sums_are_told_in_many_ways(text: str, told: list[tuple[float, str]]) -> None:
    assert sums(text) == told
