"""What is the same in every row: the committee, the day, who fills in, the figures of a period."""

from datetime import date
from typing import Any

from zhiye.certificates.wording import signature
from zhiye.figures.counting import COUNT, can_ask, count, figure_of, first_day
from zhiye.figures.periods import Period, read_period
from zhiye.figures.registry import FIGURES, Figure
from zhiye.filling import times
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
    """One row: the figures, each of its own time. One that cannot be told for it stays empty."""
    period = read_period(asked.wanted.period)
    if period is None or not narrow(asked.actor.scope(COUNT), asked.committee.path):
        return []
    row = Row(FIGURE, period.name, asked.committee.name, {})
    for code in asked.codes:
        name, when = times.apart(code)
        source, _dot, figure_code = name.partition(".")
        if source != FIGURE or figure_code not in FIGURES:
            continue
        figure = figure_of(figure_code)
        of = _since_the_first(asked, figure, period) if when == times.ALL else times.period_of(when, period)
        if of and can_ask(figure, of):
            row.values[code] = count(asked.actor, figure, asked.committee, of)
            row.periods[code] = of
    return [row]


def _since_the_first(asked: Asked, figure: Figure, period: Period) -> Period | None:
    """From the day of the first record to the end of the period; the period itself where there is none yet."""
    if figure.stock:
        return None
    first = first_day(asked.actor, figure, asked.committee, period.last)
    return Period(first, period.last) if first else period
