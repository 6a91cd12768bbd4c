"""A report for paper: the account as a neutral paper, which is then written as PDF, Word or Excel. In Chinese,
whoever asks: offices read it."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from zhiye.papers.paper import Bars as PaperBars
from zhiye.papers.paper import Block, Cell, Heading, Mark, Paper, Part, Ref, Table, Text
from zhiye.places.models import Place
from zhiye.reports.saying import Account, Number, Ratio
from zhiye.ui.charts import Bars

SUFFIX = "居民区"
NUMERALS = "一二三四五六七八九十"


def paper_of(
    account: Account,
    title: str,
    *,
    changes: Sequence[tuple[Number, str]] = (),
    pictures: Sequence[Bars] = (),
    closing: str = "",
    signed_on: date | None = None,
    signed_by: str = "",
) -> Paper:
    """The report as an office sends it: its sentences with their rules as notes, what changed, what was drawn."""
    blocks: list[Block] = [*_body(account)]
    if changes:
        told = "；".join(
            _("%(name)s%(words)s") % {"name": one.name, "words": words} for one, words in changes
        )
        blocks.append(Text.of(_("和前面比：%(told)s。") % {"told": told}))
    if account.absent:
        blocks.append(Text.of(none_words(account)))
    blocks += [_bars(one) for one in pictures]
    return Paper(
        title=title,
        issuer=issuer_of(account.place),
        blocks=tuple(blocks),
        signed_by=signed_by,
        signed_on=signed_on,
        closing=closing,
    )


def figures_table(account: Account) -> Table:
    """Every figure of the report in a line, with its rule; the sheet that comes first in Excel."""
    rows = [
        (number.name, _cell(number), number.unit_name, number.rule, number.version)
        for number in account.numbers
    ]
    heads = (_("名称"), _("数"), _("单位"), _("怎么数的"), _("数法版本"))
    ratios: list[tuple[Cell, ...]] = [
        (one.name, one.words, "", f"{one.rule}{_in_brackets(one)}", one.version) for one in account.ratios
    ]
    return Table(_("数"), heads, (*rows, *ratios), (18, 8, 6, 50, 8))


def issuer_of(place: Place) -> str:
    """Who signs: 青桐居民委员会 for 青桐居民区."""
    return f"{place.name.removesuffix(SUFFIX)}居民委员会" if place.name.endswith(SUFFIX) else place.name


def none_words(account: Account) -> str:
    """What there was none of, in one line; "" for nothing."""
    names = "、".join(number.name for number in account.absent)
    return _("这段日子没有：%(names)s。") % {"names": names} if names else ""


def _body(account: Account) -> Iterable[Block]:
    headed = 0
    for heading, paragraphs in account.said:
        if heading:
            yield Heading(1, f"{NUMERALS[headed]}、{heading}")
            headed += 1
        for one in paragraphs:
            yield Text(tuple(_part(piece) for piece in one.pieces))


def _part(piece: str | Number | Ratio) -> Part:
    if isinstance(piece, Number):
        return Ref(piece.words, f"{piece.name}：{piece.rule}")
    if isinstance(piece, Ratio):
        return Ref(f"{piece.words}{_in_brackets(piece)}", f"{piece.name}：{piece.rule}")
    return piece


def _in_brackets(one: Ratio) -> str:
    if not one.value or one.top.few or one.bottom.few:
        return ""
    return f"（{one.top.words}÷{one.bottom.words}）"


def _bars(bars: Bars) -> PaperBars:
    marks = tuple(Mark(one.label, one.value, one.shown) for one in bars.marks)
    return PaperBars(bars.title, bars.unit, marks, bars.note)


def _cell(number: Number) -> Cell:
    return number.shown if number.few else number.count
