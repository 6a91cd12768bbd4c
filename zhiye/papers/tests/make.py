"""Papers for tests and for looking at: a month on one page, a dozen pages with a long table, a picture."""

from datetime import date
from decimal import Decimal

from zhiye.papers.paper import Bars, Block, Break, Heading, Mark, Note, Paper, Ref, Table, Text

SIGNED = date(2026, 11, 30)
HOMES = "本月内有人当面走访或电话联系到的家庭，同一户多次算 1 户。"
DISPUTES = "本月内首次调解的纠纷，同一纠纷多次调解算 1 起。"
COUNTS = zip("一二三四五六日", (88, 72, 95, 64, 121, 30, 10), strict=True)
DAYS = tuple(Mark(f"星期{name}", count) for name, count in COUNTS)
BARS = Bars(
    "走访最多的是星期五，121 户", "户", (*DAYS, Mark("没有记日子的", 3, "少于5")), "截至 2026-11-30 18:00。"
)
MONTH = Table(
    "表1　十一月和上月比",
    ("项目", "单位", "十一月", "十月", "说明"),
    (
        ("走访居民群众", "户", 480, 455, ""),
        ("协商议事", "场", 25, 28, "2 场并开"),
        ("调解矛盾纠纷", "起", 42, 39, ""),
        ("每件平均办理天数", "天", Decimal("3.40"), Decimal("3.75"), "办结 28 件，共 95 天"),
        ("困难家庭回访", "户", "少于5", 6, ""),
    ),
)
REMARKS = ("", "家里没人，留了便条", "老人说暖气不热，当天请物业来看过", "约好下周二上午再来")


def sentences() -> list[Block]:
    return [
        Heading(1, "一、走访和联系"),
        Text.of(
            "本月走访居民群众",
            Ref("480户", HOMES),
            "，其中第一次上门37户；打通电话126次。",
            "独居老人每周至少联系一次，没有漏下的。",
        ),
        Heading(1, "二、协商和调解"),
        Heading(2, "（一）协商议事"),
        Text.of("开展协商议事25场，比上月少3场，因为有2场并开了。"),
        Heading(2, "（二）矛盾调解"),
        Text.of(
            "调解矛盾纠纷",
            Ref("42起", DISPUTES),
            "，解决问题28件（3件办好一部分，2件办不了，已向居民说明）。",
        ),
    ]


def month(*blocks: Block) -> Paper:
    """One page unless more blocks are given."""
    return Paper(
        title="青桐居民区2026年11月工作情况报告",
        issuer="青桐居民委员会",
        number="青桐居〔2026〕11号",
        addressee="梧桐街道办事处",
        blocks=(*sentences(), *blocks),
        signed_by="石慧",
        signed_on=SIGNED,
        closing="联系人：陆敏，电话：15400001234",
    )


def long_table(rows: int = 200) -> Table:
    lines = tuple(
        (
            n,
            date(2026, 11, 1 + n % 30),
            f"{110 + n % 9}-{100 * (1 + n % 6) + n % 4 + 1}",
            "上门",
            REMARKS[n % 4],
            n * 7 % 90,
        )
        for n in range(1, rows + 1)
    )
    return Table("表2　十一月走访名单", ("序号", "日期", "门牌", "方式", "说了什么", "分钟"), lines)


def many_pages() -> Paper:
    more = [block for _ in range(5) for block in sentences()]
    return month(BARS, MONTH, Note("数字截至 2026-11-30 18:00。"), *more, Break(), long_table())
