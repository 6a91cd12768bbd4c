"""An account put into tables as it is said, and read out of them again."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from zhiye.figures import counting, small
from zhiye.figures.periods import Period
from zhiye.figures.units import UNITS
from zhiye.kernel.actor import Actor
from zhiye.kernel.bulk import insert_rows
from zhiye.kernel.ids import new_id
from zhiye.places.models import Place
from zhiye.reports.asking import Reach
from zhiye.reports.covering import told_outside
from zhiye.reports.models import KeptFigure, KeptRow, KeptSentence, Report
from zhiye.reports.saying import Account, Number, Paragraph, Piece, Ratio

_FIGURE, _RATE = "figure", "rate"
Address = Callable[[str], str]


def keep(actor: Actor, report: Report, account: Account) -> None:
    """Write all of ``account`` beside ``report``: sentences, figures with their rules, the keys of their rows."""
    KeptSentence.objects.bulk_create(_sentence(report, one) for one in account.paragraphs)
    figures = KeptFigure.objects.bulk_create(_figure(report, number) for number in account.numbers)
    place, period = account.place, account.period
    rows = (row for figure in figures for row in _rows(actor, figure, place, period))
    insert_rows(KeptRow, ["figure", "record", "once", "counts"], rows)


def rewrite(report: Report, account: Account) -> None:
    """Write the sentences anew; figures and rows stay."""
    KeptSentence.objects.filter(report=report).delete()
    KeptSentence.objects.bulk_create(_sentence(report, one) for one in account.paragraphs)


def told_then(actor: Actor, report: Report, reach: Reach, address: Address) -> Account:
    """What the report says, as this reader may be told it."""
    kept = list(KeptFigure.objects.filter(report=report))
    numbers = {one.code: _number(one, reach, address(one.code)) for one in kept}
    rows = KeptSentence.objects.filter(report=report)
    if reach.outside and report.shared_at is None:
        rows = rows.filter(own=False)  # written for the house: nobody has looked for names in it yet
    paragraphs = tuple(
        Paragraph(
            row.order,
            row.heading,
            tuple(_read(piece, numbers) for piece in row.pieces),
            row.own,
            row.left_out,
        )
        for row in rows
    )
    named = {number.code for one in paragraphs for number in one.numbers}
    none_of = tuple(number for code, number in numbers.items() if code not in named)
    account = Account(report.place, report.days, paragraphs, none_of)
    return told_outside(actor, account) if reach.outside else account


def _sentence(report: Report, one: Paragraph) -> KeptSentence:
    return KeptSentence(
        report=report,
        order=one.order,
        heading=one.heading,
        pieces=[_written(piece) for piece in one.pieces],
        own=one.own,
        left_out=one.left_out,
    )


def _figure(report: Report, number: Number) -> KeptFigure:
    return KeptFigure(
        id=new_id(),
        report=report,
        code=number.code,
        name=number.name,
        unit=number.unit,
        unit_name=number.unit_name,
        rule=number.rule,
        version=number.version,
        count=number.count,
    )


def _rows(
    actor: Actor, kept: KeptFigure, place: Place, period: Period
) -> Iterable[tuple[UUID, UUID, str, int]]:
    figure = counting.figure_of(kept.code)
    for record, once, counts in counting.keys(actor, figure, place, period):
        yield kept.pk, record, once, counts


def _written(piece: Piece) -> Any:
    if isinstance(piece, Number):
        return {_FIGURE: piece.code}
    if isinstance(piece, Ratio):
        told = {"code": piece.code, "name": piece.name, "rule": piece.rule, "version": piece.version}
        return {_RATE: told | {"value": piece.value, "top": piece.top.code, "bottom": piece.bottom.code}}
    return piece


def _read(piece: Any, numbers: dict[str, Number]) -> Piece:
    if isinstance(piece, str):
        return piece
    if _FIGURE in piece:
        return numbers[piece[_FIGURE]]
    told = dict(piece[_RATE])
    return Ratio(**told | {"top": numbers[told["top"]], "bottom": numbers[told["bottom"]]})


def _number(kept: KeptFigure, reach: Reach, url: str) -> Number:
    people = UNITS[kept.unit].people if kept.unit in UNITS else True
    few = reach.outside and people and isinstance(small.shown(kept.count), small.Hidden)
    told = (kept.code, kept.name, kept.unit, kept.unit_name, kept.count, kept.rule, kept.version)
    return Number(*told, few, url)
