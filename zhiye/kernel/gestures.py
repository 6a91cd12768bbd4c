"""What pages offer people to do: forms that carry the id of their gesture, and buttons from upper rooms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.kernel.errors import Refused
from zhiye.kernel.ids import new_id
from zhiye.kernel.pages import show_refusal


@dataclass(frozen=True, slots=True)
class Action:
    """Something a page offers: the words on its button, where it leads, and its drawing ("" for none).

    ``lead`` puts it under the heading, with what people do every day; the others stand at the foot.
    """

    name: Any  # lazily translated
    url: str
    icon: str = ""
    lead: bool = False


class DayField(forms.DateField):
    """A calendar day, in the browser's own way of choosing one; typed as 2026-03-08."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}),
            input_formats=["%Y-%m-%d"],
            error_messages={"invalid": gettext_lazy("没有这一天，改成像 2026-03-08 这样的日期。")},
            **options,
        )


class SpokenForm(forms.Form):
    """A form whose complaints say what to do."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.error_messages |= _spoken(field)


class GestureForm(SpokenForm):
    """A form that carries the id of its gesture, made when the page was drawn: sent twice, done once."""

    op = forms.CharField(initial=new_id, required=False, widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """The typed values of a valid form, by the names of the command's parameters."""
        return {name: value for name, value in self.cleaned_data.items() if name != "op"}


def carry_out(request: HttpRequest, form: GestureForm, act: Callable[..., Any]) -> Any | None:
    """What ``act(**form.values())`` answers; None when nothing was posted, something is missing, or a rule
    says no. Then the form says why, and keeps what was typed."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act(**form.values())
    except Refused as refused:
        show_refusal(form, refused)
        return None


def _spoken(field: forms.Field) -> dict[str, Any]:
    """Sentences that say what to do, instead of the framework's own."""
    if isinstance(field, forms.ChoiceField):
        choose = _("从列出的几项里选一个。")
        return {"required": choose, "invalid_choice": choose}
    told = {"required": _("写一下%(label)s。") % {"label": field.label or ""}}
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        told["invalid"] = _("这里写数字。")
    return told | {"max_length": _("太长了，最多 %(limit_value)d 个字。")}
