"""What is typed about pieces of the column."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiye.journal.models import LONGEST
from zhiye.kernel.gestures import GestureForm


class PieceForm(GestureForm):
    """A title, and the words as everybody is to read them."""

    title = forms.CharField(label=_("题目"), max_length=60)
    text = forms.CharField(
        label=_("登出去的文字"),
        help_text=_("这里随便改，日志里的原话不会变。"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
    )


class WithdrawForm(GestureForm):
    """Why a piece comes back."""

    reason = forms.CharField(label=_("为什么收回来"), max_length=200, required=False)
