"""Which faces a paper is set in: those GB/T 9704 names where a machine has them, else free ones, never Japanese."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import typst
from django.utils.translation import gettext as _

from zhiye.kernel.errors import Refused

FREE_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "AR PL UMing CN")
FREE_SANS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
)
FANGSONG = ("FangSong_GB2312", "FangSong", "STFangsong", "FZFangSong-Z02", "仿宋_GB2312", "仿宋")
TITLE = ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK")
HEI = ("SimHei", "STHeiti", "FZHei-B01S", "黑体")
KAI = (
    "KaiTi_GB2312",
    "KaiTi",
    "STKaiti",
    "楷体_GB2312",
    "楷体",
    "AR PL UKai CN",
    "AR PL KaitiM GB",
    "LXGW WenKai",
)
SONG = ("SimSun", "STSong", "宋体")
PACKAGE = "fonts-noto-cjk"


@dataclass(frozen=True, slots=True)
class Faces:
    """Families for each use, best first; the first that has a character draws it. Bold where a substitute stands in."""

    body: list[str]
    title: list[str]
    hei: list[str]
    kai: list[str]
    song: list[str]
    title_bold: bool
    kai_bold: bool


def has_chinese(families: Iterable[str]) -> bool:
    """Whether a paper can be set with these; `scripts/setup` asks it before it installs a font."""
    return bool(_chosen(set(families), FANGSONG, SONG, HEI))


def faces_among(families: Iterable[str]) -> Faces:
    """The faces out of those a machine has. Raises Refused when none of them is Chinese."""
    there = set(families)
    if not has_chinese(there):
        told = _(
            "这台机器上没有中文字体，排不出 PDF。请管理员装上 %(package)s（apt-get install %(package)s），"
            "再点一次。Word 和 Excel 现在就可以导出。"
        )
        raise Refused(told % {"package": PACKAGE})
    return Faces(
        body=_chosen(there, FANGSONG, SONG, HEI),
        title=_chosen(there, TITLE, SONG, HEI),
        hei=_chosen(there, HEI, FREE_SANS),
        kai=_chosen(there, KAI, FANGSONG),
        song=_chosen(there, SONG, FANGSONG, HEI),
        title_bold=not there & set(TITLE),
        kai_bold=not there & set(KAI),
    )


def _chosen(there: set[str], *wanted: tuple[str, ...]) -> list[str]:
    """Those that are there, best first, and the free ones after them."""
    names = (name for names in (*wanted, FREE_SERIF, FREE_SANS) for name in names)
    return list(dict.fromkeys(name for name in names if name in there))


@cache
def on_this_machine() -> typst.Fonts:
    """Every font of the machine, found once a process: looking takes longer than setting a page."""
    return typst.Fonts()


def faces() -> tuple[typst.Fonts, Faces]:
    """What to set with. Where there is no Chinese font it looks again next time, since somebody may install one."""
    try:
        return on_this_machine(), faces_among(on_this_machine().families())
    except Refused:
        on_this_machine.cache_clear()
        raise
