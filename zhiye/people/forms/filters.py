"""Which people a list shows."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.kernel.gestures import SpokenForm
from zhiye.people.forms.fields import category_choices
from zhiye.ui.widgets import LongSelect


class FilterForm(SpokenForm):
    """Which people a list shows. Everything may be left out."""

    at = forms.ChoiceField(label=gettext_lazy("哪里"), required=False, widget=LongSelect)
    standing = forms.ChoiceField(
        label=gettext_lazy("住在这里吗"),
        choices=[
            ("resident", gettext_lazy("住在这里的")),
            ("registered", gettext_lazy("只有户口在的")),
            ("owner", gettext_lazy("只有房子在的")),
            ("", gettext_lazy("都要")),
        ],
        required=False,
    )
    category = forms.ChoiceField(label=gettext_lazy("类别"), required=False, widget=LongSelect)
    sex = forms.ChoiceField(
        label=gettext_lazy("性别"),
        choices=[("", gettext_lazy("都要")), ("1", gettext_lazy("男")), ("2", gettext_lazy("女"))],
        required=False,
    )
    age_from = forms.IntegerField(label=gettext_lazy("年纪从"), required=False, min_value=0, max_value=150)
    age_to = forms.IntegerField(label=gettext_lazy("年纪到"), required=False, min_value=0, max_value=150)

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], fine: bool, secret: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["at"].choices = [("", _("所有地方")), *places]  # type: ignore[attr-defined]
        choices = [("", _("不限")), *category_choices(secret=secret)]
        self.fields["category"].choices = choices  # type: ignore[attr-defined]
        if not fine:
            for name in ("category", "sex", "age_from", "age_to"):
                del self.fields[name]

    def chosen(self) -> list[str]:
        """What was chosen, in words, for the heading of the folded filters."""
        words = []
        for name, value in self.cleaned_data.items():
            if value in ("", None) or (name, value) == ("standing", "resident"):
                continue
            choices = dict(getattr(self.fields[name], "choices", []))
            words.append(
                str(choices[value]).strip() if value in choices else f"{self.fields[name].label} {value}"
            )
        return words
