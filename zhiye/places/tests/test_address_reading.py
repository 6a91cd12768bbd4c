"""Whole strings as addresses: every spelling in use, and what is no address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiye.places.addresses import Address, natural_key, read_address, read_code, read_numeral, write_address

HOME_115_402 = Address(building="115", room="402")
HOME_3_2_401 = Address(building="3", unit="2", room="401")


@pytest.mark.parametrize(
    "text",
    [
        "115-402",
        "115号402",
        "115号402室",
        "１１５－４０２",
        "115 — 402",
        "115號402室",
        "一百一十五号四〇二室",
        "115号4楼402",
        "115号-402",
        "115 402",
        "115号，402室",
        "115.0-402.0",
        "115号402室（北间）",
    ],
)
def test_every_spelling_of_building_and_room_reads_the_same(text: str) -> None:
    assert read_address(text) == HOME_115_402


@pytest.mark.parametrize(
    "text",
    [
        "3-2-401",
        "3号楼2单元401",
        "3号楼2单元401室",
        "3#2-401",
        "3#楼2单元401",
        "三号楼二单元四〇一",
        "３－２－４０１",
        "3一2一401",
        "3幢2单元401",
        "3栋2单元401户",
        "3楼2单元401",
        "3号楼2门401",
        "3-2单元401",
        "3号樓2單元4層401",
        "3 2 401",
        "3/2/401",
        "3号楼 , 2单元 401室",
    ],
)
def test_every_spelling_of_building_unit_and_room_reads_the_same(text: str) -> None:
    assert read_address(text) == HOME_3_2_401


@pytest.mark.parametrize(
    "text, address",
    [
        ("A座1203", Address(building="A", room="1203")),
        ("3幢甲单元502", Address(building="3", unit="甲", room="502")),
        ("12-3-A", Address(building="12", unit="3", room="A")),
        ("3#楼", Address(building="3")),
        ("十二号", Address(building="12")),
        ("四楼402", Address(room="402")),
        ("4层402", Address(room="402")),
        ("402室", Address(room="402")),
        ("1001.0", Address(room="1001")),
        ("3楼402", Address(building="3", room="402")),
        ("A楼402", Address(building="A", room="402")),
        ("7号楼2单元12号", Address(building="7", unit="2", room="12")),
        ("115-B1-02", Address(building="115", room="B1-02")),
        ("115号3楼", Address(building="115")),
        ("底层东", Address(room="底层东")),
        ("115号三楼东室", Address(building="115", room="3楼东室")),
        ("3号后楼", Address(building="3", room="后楼")),
        ("12栋东户", Address(building="12", room="东户")),
        ("2单元401", Address(unit="2", room="401")),
    ],
)
def test_doors_without_an_estate(text: str, address: Address) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize(
    "text, address",
    [
        ("123弄45号602室", Address("123弄", "45", "", "602")),
        ("123弄5支弄6号101", Address("123弄5支弄", "6", "", "101")),
        ("上海市黄浦区淮海中路123弄45号602室", Address("淮海中路123弄", "45", "", "602")),
        ("梧桐花园 3号楼，2单元 401室", Address("梧桐花园", "3", "2", "401")),
        ("梧桐社区梧桐花园115-402", Address("梧桐花园", "115", "", "402")),
        ("环城北路思源小区2栋3单元", Address("思源小区", "2", "3", "")),
        ("梧桐路2号3号楼402", Address("梧桐路2号", "3", "", "402")),
        ("柳湾社区三区4排11号", Address("柳湾社区三区", "4", "", "11")),
        ("新村一期14栋1-303", Address("新村一期", "14", "1", "303")),
        ("敬老楼105", Address("敬老楼", "", "", "105")),
    ],
)
def test_estates_lanes_and_roads_in_front(text: str, address: Address) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "2023-9-5",
        "2023年9月5号",
        "9月5号",
        "5/3/1960",
        "13812345678",
        "021-55551234",
        "12:30",
        "12号线",
        "5楼",
        "100元",
        "张三402",
        "居民",
        "11010519491231002X",
        "手机138-1234",
        "合计",
        "3号楼402、3号楼403",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert read_address(text) is None


@pytest.mark.parametrize(
    "room, floor",
    [
        ("402", 4),
        ("1203", 12),
        ("0402", 4),
        ("B1-02", -1),
        ("B102", -1),
        ("底层东", 1),
        ("3楼东", 3),
        ("402A", 4),
        ("402-1", 4),
        ("A", None),
        ("12", None),
        ("东户", None),
        ("亭子间", None),
        ("10101", None),
        ("002", None),
        ("", None),
    ],
)
def test_the_floor_follows_from_the_room(room: str, floor: int | None) -> None:
    assert Address(building="1", room=room).floor == floor


@pytest.mark.parametrize(
    "cell, code",
    [
        (1.0, "1"),
        ("2号楼", "2"),
        ("三单元", "3"),
        ("402室", "402"),
        ("0402", "0402"),
        ("A座", "A"),
        ("1#", "1"),
        ("甲", "甲"),
        ("十二", "12"),
        (None, ""),
        ("", ""),
        ("号", "号"),
    ],
)
def test_a_code_of_a_column_of_its_own_loses_its_suffix(cell: object, code: str) -> None:
    assert read_code(cell) == code


@pytest.mark.parametrize(
    "words, digits",
    [
        ("四〇一", "401"),
        ("三零一", "301"),
        ("十", "10"),
        ("二十二", "22"),
        ("一百一十五", "115"),
        ("一千二百零三", "1203"),
        ("甲", "甲"),
        ("", ""),
    ],
)
def test_chinese_numerals_read_as_digits(words: str, digits: str) -> None:
    assert read_numeral(words) == digits


def test_door_codes_sort_as_people_order_them() -> None:
    codes = ["乙", "10", "A", "2", "10A", "甲", "B1-02", "1"]
    assert sorted(codes, key=natural_key) == ["B1-02", "1", "2", "10", "10A", "A", "甲", "乙"]


@given(st.text(max_size=60))
def test_reading_never_fails(text: str) -> None:
    address = read_address(text)
    assert address is None or address.building or address.unit or address.room


BUILDINGS = st.one_of(
    st.integers(1, 9999).map(str),
    st.from_regex(r"[1-9][0-9]?[A-C]", fullmatch=True),
    st.sampled_from("ABC甲乙丙"),
)
ROOMS = st.one_of(
    st.tuples(st.integers(1, 60), st.integers(1, 40)).map(lambda door: f"{door[0]}{door[1]:02d}"),
    st.tuples(st.integers(1, 9), st.integers(1, 40)).map(lambda door: f"{door[0]:02d}{door[1]:02d}"),
    st.from_regex(r"[1-9]0[1-9][AB]", fullmatch=True),
    st.sampled_from(
        [
            "A",
            "12",
            "1",
            "01",
            "B1-02",
            "402-1",
            "底层东",
            "3楼东",
            "东户",
            "地下室",
            "亭子间",
            "后楼",
            "1960",
        ]
    ),
)
UNITS = st.one_of(st.just(""), st.integers(1, 20).map(str), st.sampled_from("AB甲乙"))
ESTATES = st.sampled_from(
    [
        "",
        "梧桐花园",
        "淮海中路123弄",
        "123弄5支弄",
        "青枫苑二期",
        "柳湾三区",
        "枫林小区",
        "云锦里2期",
        "北苑3",
    ]
)
HOMES = st.builds(Address, ESTATES, BUILDINGS, UNITS, ROOMS)


@given(HOMES)
def test_the_long_form_reads_back_as_the_same_home(home: Address) -> None:
    assert read_address(write_address(home, "long")) == home


@given(HOMES)
def test_the_short_form_reads_back_as_the_same_door(home: Address) -> None:
    assert read_address(write_address(home, "short")) == Address("", home.building, home.unit, home.room)


def test_the_usual_home_is_written_with_dashes() -> None:
    assert write_address(Address("梧桐花园", "115", "", "402")) == "115-402"
    assert write_address(HOME_3_2_401) == "3-2-401"
    assert write_address(Address("梧桐花园", "3", "2", "401"), "long") == "梧桐花园3号楼2单元401室"
    assert write_address(HOME_115_402, "long") == "115号402室"


_FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")
_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


@given(st.integers(1, 999), st.integers(1, 20), st.integers(1, 30), st.integers(1, 40))
def test_full_width_and_chinese_digits_read_the_same(building: int, unit: int, floor: int, door: int) -> None:
    home = Address("", str(building), str(unit), f"{floor}{door:02d}")
    long = write_address(home, "long")
    assert read_address(long.translate(_FULL_WIDTH)) == home
    assert read_address(long.translate(_CHINESE)) == home
    assert read_address(write_address(home).translate(_FULL_WIDTH)) == home
