"""What is typed: a question about a figure, the committee's answer, a story under a heading."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from zhiye.figures.headings import HEADINGS
from zhiye.kernel.gestures import GestureForm
from zhiye.overview.commands.asking import LONGEST_ANSWER, LONGEST_QUESTION
from zhiye.overview.commands.stories import LONGEST


def _text(label: Any, most: int, help_text: Any = "", rows: int = 3, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, help_text=help_text, **options)


class AskForm(GestureForm):
    """Which figure, what about it."""

    figure = forms.ChoiceField(label=gettext_lazy("问哪个数"))
    words = _text(
        gettext_lazy("想问什么"),
        LONGEST_QUESTION,
        gettext_lazy("比如“八月走访多，是做了什么？”。不写电话、证件号、门牌。"),
    )
    wants_names = forms.BooleanField(
        label=gettext_lazy("想要名单（居民区可以不给，问了和回了都记下）"), required=False
    )

    def __init__(self, *args: Any, figures: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["figure"].choices = figures  # type: ignore[attr-defined]


class AnswerForm(GestureForm):
    """The committee's words."""

    words = _text(
        gettext_lazy("回一句"),
        LONGEST_ANSWER,
        gettext_lazy("街道看得到这句话：不写姓名、门牌、电话。"),
    )


class NamesForm(GestureForm):
    """The same where a list of people was asked for."""

    declined = forms.TypedChoiceField(
        label=gettext_lazy("名单给不给"),
        choices=[
            ("no", gettext_lazy("给，当面交接，不从这里走")),
            ("yes", gettext_lazy("不给")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda word: word == "yes",
    )
    words = _text(
        gettext_lazy("写一句"),
        LONGEST_ANSWER,
        gettext_lazy("给的，写凭什么、怎么交接；不给的，写为什么。街道看得到：不写姓名、门牌、电话。"),
    )


class StoryForm(GestureForm):
    """Under which heading of which year, and how it is told."""

    heading = forms.ChoiceField(
        label=gettext_lazy("放在哪个题目下"), choices=list(HEADINGS.items()), widget=forms.RadioSelect
    )
    year = forms.TypedChoiceField(label=gettext_lazy("哪一年的"), coerce=int)
    words = _text(
        gettext_lazy("换几句话讲"),
        LONGEST,
        gettext_lazy("不写就用原文。不写姓名、门牌、电话。"),
        4,
        required=False,
    )

    def __init__(self, *args: Any, years: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["year"].choices = [(one, str(one)) for one in years]  # type: ignore[attr-defined]
