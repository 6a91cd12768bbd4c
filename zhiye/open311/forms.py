"""What is typed to let a platform in; nothing is saved."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from zhiye.cases.codes import MATTERS
from zhiye.kernel.gestures import GestureForm
from zhiye.open311.keys import new_key
from zhiye.places.models import Place


def _services() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=gettext_lazy("可以交哪些事"),
        choices=list(MATTERS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("一项都不勾，就是都可以交"),
    )


class KeyForm(GestureForm):
    """Another key. It comes with the form, so that sending it twice tells the same one."""

    key = forms.CharField(widget=forms.HiddenInput, initial=new_key, max_length=64)


class PartnerForm(KeyForm):
    """A platform, where it hands matters in, and which."""

    name = forms.CharField(
        label=gettext_lazy("平台的名字"),
        max_length=60,
        help_text=gettext_lazy("事项上会写是它交来的"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place = forms.ChoiceField(
        label=gettext_lazy("交到哪里"),
        help_text=gettext_lazy("选街道，就按地址分到各居民区"),
        error_messages={"invalid_choice": gettext_lazy("从列出的居民区和街道里选一个。")},
    )
    services = _services()

    def __init__(self, *args: Any, places: Iterable[tuple[Place, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        found = list(places)
        self.places = {str(place.pk): place for place, _words in found}
        field: Any = self.fields["place"]
        field.choices = [(str(place.pk), words) for place, words in found]
        if len(found) == 1:
            field.widget = forms.HiddenInput()
            field.initial = str(found[0][0].pk)

    def values(self) -> dict[str, Any]:
        """With the place itself."""
        given = super().values()
        return given | {"place": self.places[given["place"]]}


class ServicesForm(GestureForm):
    """Which matters a platform may hand in."""

    services = _services()


class LookForm(GestureForm):
    """Why somebody looks at who handed it in."""

    reason = forms.CharField(
        label=gettext_lazy("看是谁说的，做什么用"),
        max_length=200,
        help_text=gettext_lazy("比如“回电话”“核对地址”"),
    )
