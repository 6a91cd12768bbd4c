"""What is typed on the register's own pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiye.kernel.gestures import GestureForm


class MergeForm(GestureForm):
    """Why two files are one person."""

    reason = forms.CharField(
        label=_("怎么知道是同一个人"), max_length=200, required=False, help_text=_("比如“本人来看过”")
    )


class RenameForm(GestureForm):
    """A new number or name."""

    code = forms.CharField(label=_("门牌上的号"), max_length=40)
    name = forms.CharField(label=_("名字"), max_length=80, required=False, help_text=_("空着就按号来叫"))
    reason = forms.CharField(label=_("为什么改"), max_length=200, help_text=_("比如“抄错了”“派出所改编号”"))


class MoveForm(GestureForm):
    """Where a place stands from now on."""

    to = forms.ChoiceField(label=_("换到哪里"))
    reason = forms.CharField(label=_("为什么换"), max_length=200)

    def __init__(self, *args: Any, places: list[tuple[Any, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = {str(place.pk): place for place, _words in places}
        choices = [(str(place.pk), words) for place, words in places]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The place itself."""
        return super().values() | {"to": self.places[self.cleaned_data["to"]]}
