"""Template tags of the street's year."""

from typing import Any
from urllib.parse import urlencode

from django import template

from zhiye.figures.registry import Figure
from zhiye.kernel.ids import new_id
from zhiye.overview.chapters import Chapter, name_under, unit_of
from zhiye.papers.paper import Ref, Text

register = template.Library()


@register.simple_tag
def asking(asked: dict[str, str], **more: Any) -> str:
    """What an address asks for: that of this page, and more or something else."""
    return urlencode(asked | {name: str(value) for name, value in more.items()})


@register.simple_tag
def gesture() -> str:
    """The id of a button's gesture: tapped twice, done once."""
    return str(new_id())


@register.filter
def under(figure: Figure, chapter: Chapter) -> str:
    """A figure's name under its heading, which is not said again: 活动来了多少."""
    return name_under(figure, chapter)


@register.filter
def unit(figure: Figure) -> str:
    """户, 人, 人次 …"""
    return unit_of(figure)


@register.filter
def paragraphs(text: Text) -> list[str]:
    """The words of a paragraph of a paper, without the numbers of its notes; a line feed begins another."""
    words = "".join(part.text if isinstance(part, Ref) else part for part in text.parts)
    return [line for line in words.split("\n") if line.strip()]


@register.filter
def thousands(cell: Any) -> str:
    """1,234; words as they are."""
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
