"""The id of a gesture, for forms that are only a button."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhiye.kernel.ids import new_id

register = template.Library()


@register.simple_tag
def gesture() -> SafeString:
    """A hidden input ``op`` with a fresh id, so that a button pressed twice acts once."""
    return format_html('<input type="hidden" name="op" value="{}">', new_id())
