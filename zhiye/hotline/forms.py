"""What is typed and chosen about tickets and thanks, turned into values; nothing here is saved."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases.codes import MATTERS
from zhiye.cases.forms import ring_field
from zhiye.hotline.models import KINDS, URGENCIES, WATCHED
from zhiye.kernel import clock
from zhiye.kernel.gestures import DayField, GestureForm, SpokenForm

LONGEST = 20_000
_LOCAL = "%Y-%m-%dT%H:%M"
Choices = Sequence[tuple[str, Any]]


class MomentField(forms.DateTimeField):
    """A day and a time of day, in the browser's own way of choosing them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateTimeInput(format=_LOCAL, attrs={"type": "datetime-local"}),
            input_formats=[_LOCAL, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
            error_messages={"invalid": gettext_lazy("改成像 2026-03-08 17:00 这样的日期和时间。")},
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        """Without seconds, in the street's time zone."""
        return (
            timezone.localtime(value).replace(second=0, microsecond=0, tzinfo=None)
            if (isinstance(value, datetime) and timezone.is_aware(value))
            else value
        )


class PasteForm(GestureForm):
    """A whole ticket as text."""

    committee = forms.ChoiceField(label=gettext_lazy("哪个居民区的"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("把整张工单贴在这里"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10, "autofocus": True, "data-read-on-paste": ""}),
        help_text=gettext_lazy("从哪里复制来都行：网页、表格、微信里的一段话。"),
    )

    def __init__(self, *args: Any, committees: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].error_messages["required"] = _("还没贴。把工单的文字贴进来，再点“读一读”。")
        choose_committee(self, committees)


def choose_committee(form: forms.Form, committees: Choices) -> None:
    """Ask for the committee only where there are several."""
    field: Any = form.fields["committee"]
    field.choices = committees
    if len(committees) == 1:
        field.widget, field.initial, field.required = forms.HiddenInput(), committees[0][0], False


class CheckForm(GestureForm):
    """The four lines to check, who gets it, and the rest."""

    committee = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST)
    title = forms.CharField(label=gettext_lazy("什么事"), max_length=120)
    place = forms.CharField(label=gettext_lazy("哪里"), max_length=160, required=False)
    due = MomentField(label=gettext_lazy("什么时候前"), required=False)
    caller = forms.CharField(label=gettext_lazy("谁打来的"), max_length=40, required=False)
    phone = forms.CharField(label=gettext_lazy("电话"), max_length=40, required=False)
    owner = forms.ChoiceField(label=gettext_lazy("派给"), widget=forms.RadioSelect)
    official_no = forms.CharField(label=gettext_lazy("工单编号"), max_length=40, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("类型"), choices=KINDS)
    code = forms.ChoiceField(label=gettext_lazy("哪一类事"))
    urgency = forms.ChoiceField(label=gettext_lazy("紧急程度"), choices=URGENCIES)
    received_at = MomentField(label=gettext_lazy("来电时间"), required=False)
    confidential = forms.BooleanField(label=gettext_lazy("来电人要求保密"), required=False)
    wish = forms.CharField(label=gettext_lazy("诉求目的"), max_length=400, required=False)
    body = forms.CharField(
        label=gettext_lazy("诉求内容"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )
    ring = ring_field()
    LINES = ("title", "place", "due", "caller", "phone")
    REST = ("official_no", "kind", "code", "urgency", "received_at", "confidential", "wish", "body", "ring")

    def __init__(self, *args: Any, colleagues: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["owner"].choices = colleagues
        fields["code"].choices = list(MATTERS.items())

    def clean_received_at(self) -> datetime | None:
        """Not in the time still to come."""
        told: datetime | None = self.cleaned_data.get("received_at")
        if told and told > clock.now():
            raise forms.ValidationError(_("这个时间还没到，看看是不是抄错了。"))
        return told

    @property
    def lines(self) -> list[Any]:
        """The fields that are to be looked at."""
        return [self[name] for name in self.LINES]

    @property
    def rest(self) -> list[Any]:
        """The other ones."""
        return [self[name] for name in self.REST]

    @property
    def wrong_in_rest(self) -> bool:
        """Whether the folded part holds a complaint: then it stands open."""
        return any(name in self.errors for name in self.REST)


class ThanksForm(GestureForm):
    """A praise as it was read."""

    committee = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST)
    praised_words = forms.CharField(label=gettext_lazy("表扬的是谁"), max_length=120, required=False)
    praised = forms.ChoiceField(
        label=gettext_lazy("是哪一位同事"), widget=forms.RadioSelect, required=False,
        help_text=gettext_lazy("选了，今天页上会告诉本人一次。"),
    )  # fmt: skip
    body = forms.CharField(
        label=gettext_lazy("怎么说的"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    official_no = forms.CharField(label=gettext_lazy("工单编号"), max_length=40, required=False)

    def __init__(self, *args: Any, colleagues: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        nobody = ("", gettext_lazy("不是哪一位，是大家"))
        self.fields["praised"].choices = [*colleagues, nobody]  # type: ignore[attr-defined]


class TicketForm(GestureForm):
    """What was misread is mended."""

    official_no = forms.CharField(label=gettext_lazy("工单编号"), max_length=40, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("类型"), choices=KINDS)
    urgency = forms.ChoiceField(label=gettext_lazy("紧急程度"), choices=URGENCIES)
    place_words = forms.CharField(label=gettext_lazy("工单上写的地址"), max_length=160, required=False)
    wish = forms.CharField(label=gettext_lazy("诉求目的"), max_length=400, required=False)
    body = forms.CharField(
        label=gettext_lazy("诉求内容"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )
    confidential = forms.BooleanField(label=gettext_lazy("来电人要求保密"), required=False)
    caller = forms.CharField(label=gettext_lazy("谁打来的"), max_length=40, required=False)
    phone = forms.CharField(label=gettext_lazy("电话"), max_length=40, required=False)

    def __init__(self, *args: Any, with_caller: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not with_caller:
            del self.fields["caller"], self.fields["phone"]


class ReturnForm(GestureForm):
    """Why it is not ours, and on what that rests."""

    reason = forms.CharField(
        label=gettext_lazy("为什么不归本居民区，该归谁管"),
        max_length=200,
        help_text=gettext_lazy("比如“是门前市政道路的窨井，归区市政养护”"),
    )
    basis = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=200,
        help_text=gettext_lazy("比如“不在本居民区四至范围内”“某某管理办法第几条”"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class WatchForm(GestureForm):
    """Who watches it from above."""

    level = forms.ChoiceField(
        label=gettext_lazy("哪一级督办"),
        choices=[("", gettext_lazy("没有督办")), *WATCHED],
        widget=forms.RadioSelect,
        required=False,
    )


class LookForm(GestureForm):
    """Why somebody looks at who called."""

    reason = forms.CharField(
        label=gettext_lazy("看来电人做什么"), max_length=200, help_text=gettext_lazy("比如“回电话”“核对地址”")
    )


class AnswerForm(GestureForm):
    """What was said to whoever praised."""

    answer = forms.CharField(
        label=gettext_lazy("怎么回谢的"), max_length=400, help_text=gettext_lazy("比如“打电话谢过了”")
    )


class PeriodForm(SpokenForm):
    """From a day to another."""

    first = DayField(label=gettext_lazy("从"))
    last = DayField(label=gettext_lazy("到"))

    def clean(self) -> dict[str, Any]:
        """The end not before the beginning."""
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last", _("结束的日子在开始的日子之前，改一下。"))
        return given
