"""Invented samples for the gallery: every component, in its states, without a database."""

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext

from zhiye.ui.forms import PreferencesForm
from zhiye.ui.icons import SHAPES
from zhiye.ui.matrix import Cell, Floor, Tile
from zhiye.ui.status import listed

WRONG = {"size": "huge"}  # a choice that does not exist, to show errors


def _floors(storeys: int, homes: int, odd: dict[str, tuple[str, str]]) -> tuple[Floor, ...]:
    def cell(label: str) -> Cell:
        word, tone = odd.get(label, (gettext("自住"), "plain"))
        return Cell(label, word, tone, "#")

    return tuple(
        Floor(
            gettext("%(n)s层") % {"n": storey},
            tuple(cell(f"{storey}{home:02}") for home in range(1, homes + 1)),
        )
        for storey in range(storeys, 0, -1)
    )


def _walk_up() -> tuple[Floor, ...]:
    odd = {
        "402": (gettext("要多关照"), "soon"),
        "602": (gettext("空着"), "away"),
        "301": (gettext("租住"), "plain"),
        "101": (gettext("要去看看"), "now"),
    }
    return _floors(6, 2, odd)


def _tiles() -> list[Tile]:
    quiet = gettext("12 户")
    ordinary = [
        Tile(gettext("%(n)s号") % {"n": n}, quiet, "#", _floors(6, 2, {"503": ("", "away")}))
        for n in range(111, 115)
    ]
    busy = Tile(gettext("%(n)s号") % {"n": 115}, gettext("12 户 · 2 户要多关照"), "#", _walk_up())
    tower = Tile(
        gettext("%(n)s号") % {"n": 116}, gettext("44 户"), "#", _floors(11, 4, {"803": ("", "soon")})
    )
    return [*ordinary, busy, tower]


def context() -> dict[str, Any]:
    """Everything ``ui/gallery.html`` shows."""
    return {
        "icons": list(SHAPES),
        "status_words": listed(),
        "rows": [
            {
                "title": "王秀英",
                "detail": gettext("115号 402 · 84 岁 · 一个人住"),
                "tags": [gettext("要去看看")],
            },
            {"title": "李进", "detail": gettext("3号 201 · 59 岁"), "tags": [gettext("今天到期")]},
            {"title": "欧阳文德", "detail": gettext("7号 1 单元 502 · 71 岁"), "tags": [gettext("见到了")]},
            {"title": "阿依古丽·买买提", "detail": gettext("12号 602 · 租住"), "tags": []},
        ],
        "layers": [
            {"name": name, "url": "#", "current": name == gettext("住户")}
            for name in (gettext("住户"), gettext("房屋"), gettext("关照"))
        ],
        "floors": _walk_up(),
        "tower": _floors(3, 8, {"203": (gettext("空着"), "away")}),
        "tiles": _tiles(),
        "facts": [
            {"name": gettext("称呼"), "value": gettext("王奶奶"), "source": ""},
            {"name": gettext("生日"), "value": "1942-03-08", "source": gettext("2024年花名册，第 37 行")},
            {"name": gettext("住在"), "value": gettext("115号 402"), "source": gettext("您 9月5日说的")},
        ],
        "wrong_form": PreferencesForm(WRONG),
        "looked_at": datetime(2026, 11, 21, 1, 30, tzinfo=UTC),
    }
