"""The street's review as a paper: heading by heading each committee's sentences and stories; the figures behind."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from zhiye.figures.comparing import told_share
from zhiye.figures.counting import Share, can_ask
from zhiye.figures.periods import Period
from zhiye.figures.registry import FIGURES, RATES, Figure, Sentence
from zhiye.figures.sentences import figures_in, spoken
from zhiye.figures.small import Hidden
from zhiye.kernel.actor import Actor
from zhiye.overview.chapters import Chapter, Year, name_under, sentences_under, unit_of, year
from zhiye.overview.covering import Splits
from zhiye.overview.models import Story
from zhiye.papers.paper import Block, Break, Heading, Note, Paper, Part, Ref, Table, Text
from zhiye.places.models import Place

COLUMNS = 5  # figures beside the names in one table: more do not stand upright on A4
_TEN = "十"
_DIGITS = "一二三四五六七八九"


def review(actor: Actor, street: Place, period: Period) -> Paper:
    """The review of the street in the period, with the stories that it took into it."""
    told = year(actor, street, period)
    splits = Splits(actor, street, period, told.committees)
    blocks: list[Block] = []
    for number, chapter in enumerate(told.chapters, 1):
        blocks.append(Heading(1, f"{numeral(number)}、{chapter.name}"))
        parts = list(_narrative(told, chapter, splits))
        blocks += parts or [Text.of(_("这一段日子里没有这方面的记录。"))]
    blocks += _annex(told, {part.note for block in blocks for part in _refs(block)})
    title = _("%(street)s%(period)s各居民区工作回顾") % {"street": street.name, "period": period.name}
    return Paper(title, street.name, tuple(blocks))


def numeral(n: int) -> str:
    """1 to 99 as headings number: 一, 十, 十六, 二十."""
    tens, ones = divmod(n, 10)
    front = ("" if tens == 1 else _DIGITS[tens - 1]) + _TEN if tens else ""
    return front + (_DIGITS[ones - 1] if ones else "")


def _narrative(told: Year, chapter: Chapter, splits: Splits) -> Iterator[Block]:
    """A paragraph and the stories of each committee that has something under the heading."""
    number = 0
    for committee in told.committees:
        stories = [one for one in chapter.stories if one.in_review and one.committee_id == committee.pk]
        sayable = [
            tuple(_spoken(sentence, committee, splits))
            for sentence in sentences_under(chapter.code)
            if _can_say(sentence, told.period) and _has_something(sentence, committee, splits)
        ]
        sentences = [Text(parts) for parts in sayable if parts]
        if not sentences and not stories:
            continue
        number += 1
        yield Heading(2, f"（{numeral(number)}）{committee.name}")
        yield from sentences
        yield from (_story(one) for one in stories)


def _story(story: Story) -> Text:
    return Text.of(f"{story.piece.title}：{story.told}")


def _can_say(sentence: Sentence, period: Period) -> bool:
    known = all(can_ask(FIGURES[code], period) for code in figures_in(sentence))
    return known and period.kind in sentence.kinds


def _has_something(sentence: Sentence, committee: Place, splits: Splits) -> bool:
    return any(one for one in _cells(sentence, committee, splits).values())


def _cells(sentence: Sentence, committee: Place, splits: Splits) -> dict[str, int | Hidden]:
    return {code: splits.of(FIGURES[code]).of(committee) for code in figures_in(sentence)}


def _spoken(sentence: Sentence, committee: Place, splits: Splits) -> Iterator[Part]:
    """The sentence with its figures in place, each with its rule as a note. Where one is not told, its figures of the
    tables alone: 11 asked, 7 solved in part, none not solved would tell how many the rest are."""
    cells = _cells(sentence, committee, splits)
    if any(isinstance(one, Hidden) for one in cells.values()):
        yield from _listed(cells)
        return
    for words, code in spoken(sentence, lambda code: cells[code] != 0):
        if not code:
            yield words
        elif code in RATES:
            yield _rate(code, cells)
        else:
            yield Ref(_number(cells[code], FIGURES[code]), rule_of(FIGURES[code]))


def _listed(cells: dict[str, int | Hidden]) -> Iterator[Part]:
    """来了的事 13件，办好的事 少于5件。"""
    told = [(FIGURES[code], value) for code, value in cells.items() if FIGURES[code].heading and value != 0]
    for place, (figure, value) in enumerate(told):
        yield f"{'，' if place else ''}{figure.name} "
        yield Ref(_number(value, figure), rule_of(figure))
    if told:
        yield "。"


def _number(value: int | Hidden, figure: Figure) -> str:
    """480户, 少于5户, 若干户."""
    unit = unit_of(figure)
    if isinstance(value, Hidden):
        return f"{value}{unit}" if value.below else _("若干%(unit)s") % {"unit": unit}
    return f"{value:,}{unit}"


def _rate(code: str, cells: dict[str, int | Hidden]) -> Part:
    """A rate with what stands above and below its line."""
    rate = RATES[code]
    top, bottom = cells[rate.top], cells[rate.bottom]
    if isinstance(top, Hidden) or isinstance(bottom, Hidden):
        return ""
    return Ref(told_share(Share(rate, top, bottom)) or _("（没有可算的）"), f"{rate.name}：{rate.rule}")


def rule_of(figure: Figure) -> str:
    """走访到的家庭：这段日子里上门见到了人的家庭…… The way of counting as a note."""
    return f"{figure.name}：{figure.rule}"


def _refs(block: Block) -> list[Ref]:
    return [part for part in block.parts if isinstance(part, Ref)] if isinstance(block, Text) else []


def _annex(told: Year, explained: set[str]) -> Iterator[Block]:
    """The figures of all committees, and how each is counted that the notes of the sentences do not explain."""
    counted = [one for one in told.chapters if one.figures]
    if not counted:
        return
    yield Break()
    yield Heading(1, _("附：各居民区的数"))
    if told.keeps_back:
        yield Note(_("很小的数写成“少于5”，免得认出是谁；“不显示”的，是免得由合计推算出来。"))
    for chapter in counted:
        for start in range(0, len(chapter.figures), COLUMNS):
            yield _table(told, chapter, start, start + COLUMNS)
        rules = [rule_of(figure) for figure in chapter.figures]
        yield from (Note(rule) for rule in rules if rule not in explained)


def _table(told: Year, chapter: Chapter, start: int, end: int) -> Table:
    heads = [f"{name_under(one, chapter)}（{unit_of(one)}）" for one in chapter.figures[start:end]]
    named = [(line.committee.name, line.cells) for line in chapter.lines]
    if chapter.has_elsewhere:
        named.append((_("街道本身和已撤的居民区"), chapter.elsewhere))
    if chapter.total:
        n = {"n": len(told.committees)}
        named.append((_("全街道（%(n)d 个居民区）") % n, chapter.total))
    rows = tuple(
        (
            name,
            *(cell.value if isinstance(cell.value, int) else str(cell.value) for cell in cells[start:end]),
        )
        for name, cells in named
    )
    return Table(str(chapter.name), (_("居民区"), *heads), rows)
