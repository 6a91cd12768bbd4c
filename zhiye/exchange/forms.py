"""Text from pages into typed values: the file that comes in, the answers about it, the list that goes out."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.exchange.roster.columns import KIND_NAMES
from zhiye.kernel.gestures import DayField
from zhiye.kernel.ids import new_id

MEGABYTE = 1024 * 1024
OWN_ORDER = "own"  # the choice of our own column order for an export
EVERYBODY = "everybody"
SHEETS = ".xlsx,.xls,.xlsm,.xlsb,.ods,.et,.csv,.txt,.html,.htm"


class UploadForm(forms.Form):
    """A roster, and whose it is."""

    op = forms.CharField(widget=forms.HiddenInput, initial=new_id, required=False)
    committee = forms.ChoiceField(
        label=gettext_lazy("哪个居民区的"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("选一下是哪个居民区的名册。"),
            "invalid_choice": gettext_lazy("这个居民区不在您的职责里，从列出的里选一个。"),
        },
    )
    file = forms.FileField(
        label=gettext_lazy("名册"),
        help_text=gettext_lazy("Excel、WPS 表格或 CSV，不用改格式。也可以把文件拖到这里。"),
        widget=forms.FileInput(attrs={"accept": SHEETS}),
        error_messages={
            "required": gettext_lazy("先选一个文件，再点“看看这张表”。"),
            "invalid": gettext_lazy("先选一个文件，再点“看看这张表”。"),
            "empty": gettext_lazy("这个文件是空的，看看是不是选错了。"),
        },
    )

    def __init__(
        self, *args: Any, committees: Sequence[Any] = (), too_large: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if too_large:  # the file was dropped while it came in, so the field looks empty
            limit = settings.UPLOAD_LIMIT // MEGABYTE
            sentence = _("这个文件太大（超过%(limit)dMB），没有留下。请按楼栋分成几个文件再导入。")
            self.fields["file"].error_messages["required"] = sentence % {"limit": limit}
        field: Any = self.fields["committee"]
        field.choices = [(str(place.pk), place.name) for place in committees]
        if len(committees) == 1:
            field.widget, field.initial = forms.HiddenInput(), str(committees[0].pk)


class ExportForm(forms.Form):
    """Which list, in whose column order, with or without what is covered, and what for."""

    op = forms.CharField(widget=forms.HiddenInput, initial=new_id, required=False)
    committee = forms.ChoiceField(label=gettext_lazy("哪个居民区"), widget=forms.RadioSelect)
    standing = forms.ChoiceField(
        label=gettext_lazy("哪些人"),
        choices=[("resident", gettext_lazy("住在这里的人")), (EVERYBODY, gettext_lazy("全部登记的人"))],
        initial="resident",
        widget=forms.RadioSelect,
    )
    order = forms.ChoiceField(
        label=gettext_lazy("按哪种列的次序"),
        help_text=gettext_lazy("选以前导入过的表，就按它的列名和次序给您。"),
        initial=OWN_ORDER,
        widget=forms.RadioSelect,
    )
    covered = forms.MultipleChoiceField(
        label=gettext_lazy("要不要带上平时遮住的"),
        help_text=gettext_lazy("用不到就不要带。带了什么会记下来。"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    purpose = forms.CharField(
        label=gettext_lazy("做什么用"),
        help_text=gettext_lazy("比如“给街道报2026年高龄津贴名单”。会写在表的末尾，也会记下来。"),
        max_length=100,
        error_messages={"required": gettext_lazy("写一下导出做什么用。")},
    )

    def __init__(
        self,
        *args: Any,
        committees: Sequence[Any] = (),
        orders: Sequence[tuple[str, str]] = (),
        covered: Sequence[tuple[str, Any]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["committee"].choices = [(str(place.pk), place.name) for place in committees]
        if len(committees) == 1:
            fields["committee"].widget, fields["committee"].initial = forms.HiddenInput(), committees[0].pk
        fields["order"].choices = [(OWN_ORDER, gettext_lazy("我们自己的次序")), *orders]
        fields["covered"].choices = list(covered)
        if not covered:
            del self.fields["covered"]


class TicketSheetForm(UploadForm):
    """A sheet of 12345 tickets, and whose it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("工单表")
        self.fields["file"].error_messages["required"] = _("先选一个文件，再点“导入工单”。")


class TicketExportForm(forms.Form):
    """Which tickets, in whose column order, with or without who called, and what for."""

    op = forms.CharField(widget=forms.HiddenInput, initial=new_id, required=False)
    committee = forms.ChoiceField(label=gettext_lazy("哪个居民区"), widget=forms.RadioSelect)
    first = DayField(label=gettext_lazy("从哪天收到的"))
    last = DayField(label=gettext_lazy("到哪天"))
    order = forms.ChoiceField(
        label=gettext_lazy("按哪种列的次序"), initial=OWN_ORDER, widget=forms.RadioSelect
    )
    with_caller = forms.BooleanField(
        label=gettext_lazy("带上来电人的姓名和电话"),
        required=False,
        help_text=gettext_lazy("用不到就不要带。带了会记下来；要求保密的，只有书记导得出。"),
    )
    purpose = forms.CharField(
        label=gettext_lazy("做什么用"),
        help_text=gettext_lazy("比如“报街道城运中心11月工单”。会写在表的末尾，也会记下来。"),
        max_length=100,
        error_messages={"required": gettext_lazy("写一下导出做什么用。")},
    )

    def __init__(self, *args: Any, committees: Sequence[Any], order_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["committee"].choices = [(str(place.pk), place.name) for place in committees]
        if len(committees) == 1:
            fields["committee"].widget, fields["committee"].initial = forms.HiddenInput(), committees[0].pk
        last = [("last", _("“%(file)s”的次序") % {"file": order_name})] if order_name else []
        fields["order"].choices = [*last, (OWN_ORDER, gettext_lazy("我们自己的次序"))]
        fields["order"].initial = "last" if last else OWN_ORDER


def read_answers(post: Mapping[str, str], account: Mapping[str, Any]) -> dict[str, str]:
    """The replies to the account's questions; a value that no choice offers counts as not answered."""
    found = {}
    for question in account.get("questions", []):
        value = post.get(f"answer:{question['id']}")
        if value is not None and value in {choice["value"] for choice in question["choices"]}:
            found[question["id"]] = value
    return found


def read_columns(post: Mapping[str, str], account: Mapping[str, Any]) -> dict[str, str]:
    """Columns that the worker understands otherwise: {"column:<sheet>:<head>": kind}, changed ones only."""
    found = {}
    for sheet in account.get("sheets", []):
        for head, told in sheet["columns"].items():
            key = f"column:{sheet['name']}:{head}"
            value = post.get(key)
            if value in KIND_NAMES and value != sheet["read_as"].get(head, told):
                found[key] = value
    return found
