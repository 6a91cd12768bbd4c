"""What is typed at the proof desk, turned into values; nothing here is saved."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from zhiye.certificates.commands.keeping import MOST_COPIES
from zhiye.certificates.issuable import Blank
from zhiye.kernel.gestures import DayField, GestureForm

BETWEEN = "；"


def _copies() -> forms.IntegerField:
    return forms.IntegerField(
        label=gettext_lazy("几份"),
        min_value=1,
        max_value=MOST_COPIES,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )


class WriteForm(GestureForm):
    """One proof: the blanks that the register does not know, what for, for whom, what was seen."""

    purpose = forms.CharField(
        label=gettext_lazy("做什么用"),
        max_length=120,
        help_text=gettext_lazy("比如“评志愿服务奖”“到法院立案”"),
    )
    unit = forms.CharField(
        label=gettext_lazy("交给哪个单位"), max_length=80, help_text=gettext_lazy("哪个单位要这份证明")
    )
    seen = forms.MultipleChoiceField(
        label=gettext_lazy("看了什么"),
        help_text=gettext_lazy("只看，不复印，不拍照。"),
        widget=forms.CheckboxSelectMultiple,
    )
    other = forms.CharField(label=gettext_lazy("还看了什么"), max_length=100, required=False)
    copies = _copies()

    def __init__(
        self, *args: Any, blanks: Sequence[Blank] = (), seen: Sequence[str] = (), **options: Any
    ) -> None:
        self.blanks = blanks
        super().__init__(*args, **options)
        typed = {blank.code: _field(blank) for blank in blanks}
        self.fields = typed | self.fields
        self.fields["seen"].choices = [(one, one) for one in seen]  # type: ignore[attr-defined]
        if not seen:
            del self.fields["seen"]
            self.fields["other"].label, self.fields["other"].required = gettext_lazy("看了什么"), True
            self.fields["other"].help_text = gettext_lazy("只看，不复印，不拍照。")

    def written(self) -> dict[str, Any]:
        """The values as the commands take them."""
        given = self.values()
        seen = [*given.pop("seen", ()), given.pop("other", "")]
        blanks = {blank.code: _plain(given.pop(blank.code)) for blank in self.blanks}
        return given | {"blanks": blanks, "evidence": BETWEEN.join(one for one in seen if one)}


class OwnTextForm(WriteForm):
    """A proof off the lists, to which the secretary agreed: its text is written freely."""

    text = forms.CharField(
        label=gettext_lazy("正文"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("只写亲眼看到、登记册里有的。别的单位管的事不写。"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = {"text": self.fields.pop("text")} | self.fields


class AskForm(GestureForm):
    """A proof that stands on neither list."""

    name = forms.CharField(
        label=gettext_lazy("要证明什么"), max_length=60, help_text=gettext_lazy("比如“居住证明”，不写姓名")
    )
    unit = forms.CharField(label=gettext_lazy("哪个单位要"), max_length=80, required=False)


class RefuseForm(GestureForm):
    """Who wants a proof that the committee does not issue."""

    unit = forms.CharField(
        label=gettext_lazy("哪个单位要"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("知道就写，好跟那个单位说明。不写姓名。"),
    )


class AllowForm(GestureForm):
    """On what a proof off the lists rests."""

    basis = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("哪部法律、哪份清单，第几条"),
    )


class DeclineForm(GestureForm):
    """Where else, and why not here."""

    go = forms.CharField(
        label=gettext_lazy("该去哪里，带什么"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(label=gettext_lazy("为什么不出"), max_length=300, required=False)


class ReasonForm(GestureForm):
    """One sentence: what to mend, why it is withdrawn."""

    reason = forms.CharField(label=gettext_lazy("写一句"), max_length=300)


class ApproveForm(GestureForm):
    """Approval; a kind that the place has to check first asks for its local basis."""

    local_basis = forms.CharField(
        label=gettext_lazy("本地依据"),
        max_length=300,
        help_text=gettext_lazy("哪份通知、问了谁、哪天问的"),
    )

    def __init__(self, *args: Any, wanted: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not wanted:
            del self.fields["local_basis"]


class SealForm(GestureForm):
    """The seal on so many copies."""

    copies = _copies()


class ConfirmForm(GestureForm):
    """Nothing but the tap."""


class ExportForm(GestureForm):
    """The register of a year goes out."""

    committee = forms.ChoiceField(label=gettext_lazy("哪个居民区"), widget=forms.RadioSelect)
    purpose = forms.CharField(
        label=gettext_lazy("做什么用"),
        max_length=100,
        help_text=gettext_lazy("比如“街道查2026年用印”。会写在表的末尾，也会记下来。"),
    )

    def __init__(self, *args: Any, committees: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["committee"].choices = [(str(place.pk), place.name) for place in committees]
        if len(committees) == 1:
            fields["committee"].initial = str(committees[0].pk)
            fields["committee"].widget = forms.HiddenInput()


def _field(blank: Blank) -> forms.Field:
    told: dict[str, Any] = {"label": blank.label, "help_text": blank.hint}
    if blank.kind == "day":
        return DayField(**told)
    if blank.kind == "number":
        attrs = {"class": "short", "inputmode": "decimal"}
        return forms.CharField(max_length=8, widget=forms.TextInput(attrs=attrs), **told)
    return forms.CharField(max_length=80, **told)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
