"""What is typed to add a robot."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from zhiye.kernel.gestures import GestureForm
from zhiye.places.models import Place

_PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class _RobotForm(GestureForm):
    """The address as the messenger shows it."""

    address = forms.CharField(
        label=gettext_lazy("机器人的地址"),
        help_text=gettext_lazy("在群设置里点开机器人，复制地址，整段贴过来。企业微信、钉钉、飞书都行。"),
        max_length=500,
        widget=forms.TextInput(attrs=_PLAIN | {"inputmode": "url"}),
    )
    secret = forms.CharField(
        label=gettext_lazy("加签的密钥"),
        help_text=gettext_lazy("钉钉和飞书的机器人勾了“加签”才有。企业微信没有。"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs=_PLAIN),
    )


class OwnForm(_RobotForm):
    """A colleague's own."""

    digest = forms.BooleanField(
        label=gettext_lazy("每个工作日早上也发一条，说今天有几件事"),
        required=False,
        initial=True,
    )


class GroupForm(_RobotForm):
    """A committee's."""

    field_order = ("op", "committee", "address", "secret")
    committee = forms.ChoiceField(
        label=gettext_lazy("哪个居民区"),
        error_messages={"invalid_choice": gettext_lazy("从列出的居民区里选一个。")},
    )

    def __init__(self, *args: Any, committees: Iterable[Place] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.committees = {str(place.pk): place for place in committees}
        field: Any = self.fields["committee"]
        field.choices = [(key, place.name) for key, place in self.committees.items()]
        if len(self.committees) == 1:
            field.widget = forms.HiddenInput()
            field.initial = next(iter(self.committees))

    def values(self) -> dict[str, Any]:
        """With the committee itself."""
        given = super().values()
        return given | {"committee": self.committees[given["committee"]]}
