"""Template tags of the look: icons, tags, the small picture of a building."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from zhiye.ui import icons, matrix, status

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """The drawing ``name``; always put a word beside it."""
    return mark_safe(icons.drawing(name))  # noqa: S308 - a constant of this package


@register.simple_tag
def tag(word: str, tone: str = "") -> SafeString:
    """A status word in its look; ``tone`` is for words outside the closed list."""
    tone = tone or status.tone_of(str(word))
    lock = icon("lock") if tone == "internal" else ""
    return format_html('<span class="tag tag-{}">{}{}</span>', tone, lock, word)


@register.simple_tag
def dots(floors: tuple[matrix.Floor, ...]) -> SafeString:
    """The homes of a building as small marks: filled square = now, diamond = soon, ring = everything else."""
    width = max(matrix.columns(floors), 1) * matrix.STEP
    height = max(len(floors), 1) * matrix.STEP
    marks = format_html_join("", "{}", ((_mark(dot),) for dot in matrix.dots(floors)))
    return format_html(
        '<svg class="dots" viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid meet" '
        'aria-hidden="true" focusable="false">{}</svg>',
        width,
        height,
        marks,
    )


@register.simple_tag
def field_classes(field: Any) -> str:
    """Classes of the box around a form field."""
    return "field field-wrong" if field.errors else "field"


@register.filter
def column_count(floors: tuple[matrix.Floor, ...]) -> int:
    """Cells of the widest floor."""
    return matrix.columns(floors)


def _mark(dot: matrix.Dot) -> SafeString:
    if dot.tone == "now":
        return format_html(
            '<rect class="dot dot-now" x="{}" y="{}" width="7" height="7"/>', dot.x - 3, dot.y - 3
        )
    if dot.tone == "soon":
        path = f"M{dot.x} {dot.y - 4}l4 4-4 4-4-4z"
        return format_html('<path class="dot dot-soon" d="{}"/>', path)
    return format_html('<circle class="dot dot-{}" cx="{}" cy="{}" r="3"/>', dot.tone, dot.x, dot.y)
