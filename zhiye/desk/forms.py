"""Text from the desk's pages into typed values."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from zhiye.kernel.ids import new_id


class HandOverForm(forms.Form):
    """Who takes over, and why."""

    op = forms.CharField(widget=forms.HiddenInput, initial=new_id, required=False)
    successor = forms.ChoiceField(
        label=gettext_lazy("谁接手"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("选一下谁接手；还没定就选最后一项。"),
            "invalid_choice": gettext_lazy("接手的人要是另一位在岗的同事。"),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("为什么"),
        help_text=gettext_lazy("比如“调到枫林居民区”。"),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, colleagues: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = [("nobody", gettext_lazy("还没定，先没有人接手"))]
        fields: Any = self.fields
        fields["successor"].choices = [(str(user.pk), user.name) for user in colleagues] + nobody
