"""One line of a list of matters, drawn once for all the places of a page that show it."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def matter_row(context: Context, row: Any) -> SafeString:
    """What stands in a row; ``as`` keeps it for the link of narrow windows and the one of wide ones."""
    drawn = context.template.engine.get_template("cases/_row.html")  # type: ignore[union-attr]
    return drawn.render(context.new({"row": row}))
