"""What residents and colleagues type here; nothing is saved. Residents' fields are few and may mostly stay empty."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.kernel.gestures import DayField, GestureForm, SpokenForm
from zhiye.portal.limits import DIGITS
from zhiye.portal.numbers import LAST, read_digits

SOLVED = [
    ("yes", gettext_lazy("办好了")),
    ("no", gettext_lazy("还没有")),
    ("partly", gettext_lazy("办了一部分")),
]


class SayForm(SpokenForm):
    """One sentence, a photo if there is one, a number if an answer is wanted."""

    text = forms.CharField(
        label=gettext_lazy("什么事"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=gettext_lazy("说一句，比如“三楼的灯不亮”"),
    )
    photo = forms.FileField(
        label=gettext_lazy("照片"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=gettext_lazy("拍事情，不拍人"),
    )
    phone = forms.CharField(
        label=gettext_lazy("要我们回电话吗？写手机号"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=gettext_lazy("不写，就凭回执号自己查"),
    )
    # Nobody sees it and nobody fills it in, except programs that fill in everything.
    website = forms.CharField(
        label=gettext_lazy("这一格空着"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    drawn = forms.CharField(required=False, widget=forms.HiddenInput)
    draft = forms.CharField(required=False, widget=forms.HiddenInput)


class DigitsForm(SpokenForm):
    """The number on a receipt; full-width digits and blanks are fine."""

    number = forms.CharField(
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    )

    def __init__(self, *args: Any, digits: int = DIGITS, **options: Any) -> None:
        super().__init__(*args, **options)
        last = digits == LAST
        self.lengths = (LAST, DIGITS) if last else (DIGITS,)
        self.fields["number"].label = (
            gettext_lazy("回执上 6 位数的后 4 位") if last else gettext_lazy("6 位回执号")
        )

    def clean_number(self) -> str:
        """Its digits alone. Too few or too many can be no number: said so, and no wrong try."""
        number = read_digits(self.cleaned_data["number"])
        if len(number) not in self.lengths:
            told = {"most": self.lengths[0], "n": len(number)}
            raise forms.ValidationError(
                _("要 %(most)d 位数字，现在是 %(n)d 位，看看是不是少了或多了。") % told
            )
        return number


class AnswerForm(GestureForm):
    """办好了吗."""

    solved = forms.ChoiceField(label=gettext_lazy("办好了吗？"), choices=SOLVED, widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("想说一句"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    grant = forms.CharField(widget=forms.HiddenInput)


class PosterForm(GestureForm):
    """How the poster is printed."""

    take_down_on = DayField(label=gettext_lazy("哪天取下"))
    sheet = forms.ChoiceField(
        label=gettext_lazy("纸"),
        choices=[("a4", gettext_lazy("A4")), ("a3", gettext_lazy("A3"))],
        widget=forms.RadioSelect,
        initial="a4",
    )

    def __init__(self, *args: Any, day: date | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("take_down_on", day)


class CounterForm(GestureForm):
    """The committee's telephone, and when somebody answers it."""

    telephone = forms.CharField(
        label=gettext_lazy("居委会的电话"), max_length=40, help_text=gettext_lazy("印在告示和回执上")
    )
    hours = forms.CharField(
        label=gettext_lazy("什么时候有人接"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("比如“工作日 8:30—17:30”"),
    )


class SlipForm(GestureForm):
    """What a slip calls the matter."""

    words = forms.CharField(
        label=gettext_lazy("这张纸上怎么称呼这件事"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("别人也会看到，写得平常些，比如“房屋和设施”；空着就什么也不写"),
    )
