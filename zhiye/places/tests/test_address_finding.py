"""Addresses inside prose: what is a home, what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.places.addresses import Address, find_addresses, find_estate


def quotes(text: str) -> list[str]:
    return [found.quote for found in find_addresses(text)]


@pytest.mark.parametrize(
    "text, quote, address",
    [
        ("上午去115号402看望王奶奶", "115号402", Address(building="115", room="402")),
        ("到4-6-211走访", "4-6-211", Address(building="4", unit="6", room="211")),
        ("七号楼二单元三零一漏水", "七号楼二单元三零一", Address(building="7", unit="2", room="301")),
        ("住在123弄45号602室。", "123弄45号602室", Address("123弄", "45", "", "602")),
        ("联系梧桐花园3号楼2单元401的住户", "梧桐花园3号楼2单元401", Address("梧桐花园", "3", "2", "401")),
        ("88號樓2單元的居民", "88號樓2單元", Address(building="88", unit="2")),
        ("电话：16号502反映", "16号502", Address(building="16", room="502")),
        ("二区7排3号积水", "二区7排3号", Address("二区", "7", "", "3")),
        ("115-402报修", "115-402", Address(building="115", room="402")),
        ("在14栋1-303", "14栋1-303", Address(building="14", unit="1", room="303")),
        ("一楼301室没人", "301室", Address(room="301")),
        ("13号楼电梯停了", "13号楼", Address(building="13")),
        ("租在44号地下室", "44号地下室", Address(building="44", room="地下室")),
    ],
)
def test_a_home_in_prose_is_found_with_its_words(text: str, quote: str, address: Address) -> None:
    (found,) = find_addresses(text)
    assert (found.quote, found.address) == (quote, address)


@pytest.mark.parametrize(
    "text",
    [
        "3号来过",
        "5月3号402路公交改道",
        "坐12号线",
        "5楼漏水",
        "小区共54栋楼",
        "有两栋居民楼",
        "一幢房子",
        "中山路停电",
        "价格100-500元",
        "2023-9-5来访",
        "23-10-15登记",
        "手机13812345678",
        "021-55551234",
        "下午3:20到",
        "身份证11010519491231002X",
        "3号402元",
        "10号文件",
        "比分3-402人",
        "每一栋楼",
        "",
    ],
)
def test_days_lines_prices_and_numbers_are_no_homes(text: str) -> None:
    assert quotes(text) == []


def test_several_homes_come_in_order_without_overlap() -> None:
    assert quotes("115号402和3-2-401都说7号楼301漏水") == ["115号402", "3-2-401", "7号楼301"]


def test_a_number_of_people_after_the_building_is_not_its_room() -> None:
    assert quotes("3号楼402人做了登记") == ["3号楼"]


def test_an_estate_of_the_register_is_known_without_a_suffix() -> None:
    (found,) = find_addresses("今天走访云上嘉年华13号楼", estates=["嘉年华", "云上嘉年华"])
    assert found.quote == "云上嘉年华13号楼"
    assert found.address == Address("云上嘉年华", "13")


@pytest.mark.parametrize(
    "title, estate",
    [
        ("2024年梧桐花园居民花名册", "梧桐花园"),
        ("枫林小区住户登记表", "枫林小区"),
        ("居民信息汇总表", ""),
        ("", ""),
    ],
)
def test_a_title_tells_its_estate(title: str, estate: str) -> None:
    assert find_estate(title) == estate


SCRAPS = st.lists(
    st.sampled_from(
        [
            "115号402",
            "3-2-401",
            "３号楼",
            "梧桐花园",
            "的",
            "王奶奶",
            "12",
            "弄",
            "号",
            "室",
            "，",
            "-",
            "一",
            "单元",
            "月",
            "楼",
            " ",
        ]
    ),
    max_size=15,
).map("".join)


@given(st.one_of(st.text(max_size=80), SCRAPS))
def test_every_quote_is_the_exact_substring(text: str) -> None:
    end = 0
    for found in find_addresses(text):
        assert found.quote == text[found.start : found.end] != ""
        assert found.start >= end
        end = found.end
