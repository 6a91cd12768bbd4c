"""What is typed about reports, turned into values; nothing here is saved."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from zhiye.kernel.gestures import GestureForm, SpokenForm


class PurposeForm(GestureForm):
    """Why names leave the house."""

    purpose = forms.CharField(
        label=gettext_lazy("做什么用"),
        max_length=200,
        help_text=gettext_lazy("比如“报街道核对”。会记下来，也会写在表的末尾。"),
    )


class ReasonForm(GestureForm):
    """Why a signature is withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("为什么撤回"),
        max_length=200,
        help_text=gettext_lazy("比如“漏了一场议事”。这一份还看得到，旁边写着这句。"),
    )


class WordForm(GestureForm):
    """The words of a draft: its title, which sentences are said, what else there is to say."""

    title = forms.CharField(label=gettext_lazy("题目"), max_length=60)
    keep = forms.MultipleChoiceField(
        label=gettext_lazy("说哪几句"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("去掉勾的这一句不说，它的数还留着。"),
    )
    own = forms.CharField(
        label=gettext_lazy("另外"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("自己加几段话，一行一段。要交给街道的，不写姓名和门牌。"),
    )

    def __init__(self, *args: Any, sentences: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["keep"].choices = [(str(order), text) for order, text in sentences]  # type: ignore[attr-defined]
        self._orders = {order for order, _text in sentences}

    def values(self) -> dict[str, Any]:
        """As the command takes them."""
        typed = super().values()
        kept = {int(order) for order in typed.pop("keep")}
        return typed | {"left_out": sorted(self._orders - kept)}


class AverageForm(SpokenForm):
    """A total and an average that somebody handed in."""

    total = forms.IntegerField(label=gettext_lazy("总数"), min_value=0, max_value=10**9)
    average = forms.DecimalField(
        label=gettext_lazy("平均每天（每户、每场）"), min_value=Decimal(0), max_digits=12, decimal_places=4
    )
    n = forms.IntegerField(
        label=gettext_lazy("几天（几户、几场）"), min_value=1, max_value=10**9, required=False
    )
