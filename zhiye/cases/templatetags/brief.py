"""Words for 一页讲清: a stretch of time, counts, marks."""

from django import template

from zhiye.cases import brief
from zhiye.cases.retelling import Block, Line

register = template.Library()


@register.filter
def stretch(block: Block) -> str:
    """2025年3月."""
    return brief.title_of(block)


@register.filter
def counted(line: Line) -> str:
    """走访 3、电话 2."""
    return brief.counted(line)


@register.filter
def day(line: Line) -> str:
    """11月3日."""
    return brief.day_of(line)


@register.filter
def by_day(line: Line) -> str:
    """11月25日以前; "" without a day."""
    return brief.until(line)


@register.filter
def mark(line: Line) -> str:
    """办到了, 过了日子."""
    return str(brief.MARKS.get(line.mark, ""))
