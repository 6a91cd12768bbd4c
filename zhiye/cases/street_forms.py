"""What is typed when a matter is handed up, at the street, and when the street entrusts one to a committee."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from zhiye.cases.codes import choices
from zhiye.cases.models import NATURES
from zhiye.kernel.gestures import DayField, GestureForm

WAYS = {
    ("refer", "street"): gettext_lazy("请街道来一起办（事还在我们手上）"),
    ("transfer", "street"): gettext_lazy("移交街道（由街道办，我们看着）"),
    ("transfer", "committee"): gettext_lazy("交到居民区（由居民区办）"),
}


def long_text(label: Any, help_text: Any = "") -> forms.CharField:
    """A sentence or a few."""
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=400, widget=widget, help_text=help_text)


class HandUpForm(GestureForm):
    """A matter goes up: how, and what is read there of it."""

    way = forms.ChoiceField(label=gettext_lazy("怎么交"), widget=forms.RadioSelect)
    brief = long_text(
        gettext_lazy("要上面做什么"),
        gettext_lazy("街道只看得到这段话和在哪一幢，不看到人：不写姓名、门牌、电话。"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ways: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["way"].choices = [(f"{act}.{level}", WAYS[act, level]) for act, level in ways]  # type: ignore[attr-defined]
        if len(ways) == 1:
            self.fields["way"].initial = ".".join(ways[0])


class RecallForm(GestureForm):
    """Why a matter is asked back."""

    reason = long_text(gettext_lazy("为什么要回来"))


class NoteForm(GestureForm):
    """What the street did."""

    words = long_text(gettext_lazy("办到哪一步了"), gettext_lazy("居民区看得到这句话。"))


class AnswerForm(GestureForm):
    """What the street answers."""

    result = long_text(gettext_lazy("办得怎么样"), gettext_lazy("居民区按这句话去回复居民。"))
    solved = forms.TypedChoiceField(
        label=gettext_lazy("交回以后"),
        choices=[
            ("yes", gettext_lazy("办好了，请居民区问一声居民")),
            ("no", gettext_lazy("还要居民区接着办")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda word: word == "yes",
    )


class EntrustForm(GestureForm):
    """A matter from the street to a committee."""

    committee = forms.ChoiceField(label=gettext_lazy("交给哪个居民区"))
    title = forms.CharField(
        label=gettext_lazy("什么事"),
        max_length=120,
        help_text=gettext_lazy("写一句，比如“汛期前查一遍低洼楼幢”"),
    )
    code = forms.ChoiceField(label=gettext_lazy("哪一类"), initial="other")
    nature = forms.ChoiceField(label=gettext_lazy("是哪种诉求"), choices=NATURES, initial="report")
    due = DayField(label=gettext_lazy("哪天以前答复"), required=False)

    def __init__(self, *args: Any, committees: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["committee"].choices = committees  # type: ignore[attr-defined]
        self.fields["code"].choices = choices()  # type: ignore[attr-defined]
