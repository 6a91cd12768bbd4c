"""What is the same in every row: the committee, the day, who fills in, the figures of a period."""

from datetime import date
from typing import Any

from zhiye.certificates.wording import signature
from zhiye.figures.counting import COUNT, can_ask, count, figure_of
from zhiye.figures.periods import read_period
from zhiye.figures.registry import FIGURES
from zhiye.filling.documents.form import Value
from zhiye.filling.known.fields import FIGURE
from zhiye.filling.known.row import Asked, Row
from zhiye.kernel.actor import System
from zhiye.kernel.paths import narrow
from zhiye.places import kinds
from zhiye.places.queries import chain


def standing(asked: Asked, rows: int) -> dict[str, Value]:
    """By the codes of what is said of the committee; ``rows`` is how many there are."""
    above = {place.kind: place for place in chain(asked.actor, asked.committee)}
    period = read_period(asked.wanted.period)
    told: dict[str, Any] = {
        "name": asked.committee.name,
        "signature": signature(asked.committee),
        "street": above[kinds.STREET].name if kinds.STREET in above else "",
        "today": asked.today,
        "filler": "" if isinstance(asked.actor, System) else asked.actor.name,  # a program signs nothing
        "period": period.name if period else _month(asked.today),
        "rows": rows,
    }
    return {f"committee.{name}": value for name, value in told.items() if value != ""}


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"


def figure_rows(asked: Asked) -> list[Row]:
    """One row: the figures of the period. One that cannot be told for it stays empty."""
    period = read_period(asked.wanted.period)
    if period is None or not narrow(asked.actor.scope(COUNT), asked.committee.path):
        return []
    codes = [code.partition(".")[2] for code in asked.codes if code.startswith(f"{FIGURE}.")]
    values: dict[str, Value] = {}
    for code in codes:
        if code in FIGURES and can_ask(figure_of(code), period):
            values[f"{FIGURE}.{code}"] = count(asked.actor, figure_of(code), asked.committee, period)
    return [Row(FIGURE, period.name, asked.committee.name, values)]
