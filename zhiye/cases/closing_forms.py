"""What is typed when a matter ends, is asked about, gets more time, is joined to another one or split."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases import closing
from zhiye.cases.codes import choices as codes_to_choose
from zhiye.cases.models import SATISFIED
from zhiye.cases.workflow import ANSWERS, MERGED, REASONS
from zhiye.kernel.gestures import GestureForm


class CloseForm(GestureForm):
    """How a matter ended, what the resident said, and what they will read."""

    use_required_attribute = False  # an answer is needed for some endings only
    state = forms.ChoiceField(label=gettext_lazy("结果"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("写一句"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("怎么办的，或者为什么办不了、依据是什么。办好了可以不写。"),
    )
    answer = forms.ChoiceField(label=gettext_lazy("居民怎么说"), widget=forms.RadioSelect)
    satisfied = forms.ChoiceField(label=gettext_lazy("满意吗"), widget=forms.RadioSelect, required=False)
    public_line = forms.CharField(
        label=gettext_lazy("居民会看到这一句"),
        max_length=120,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("按结果自动写的，可以改；别写姓名、门牌和电话"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, state: str, sentences: dict[str, str], may_tell: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.sentences = sentences
        self.fields["state"].choices = closing.endings(state)  # type: ignore[attr-defined]
        self.fields["answer"].choices = closing.answers(state)  # type: ignore[attr-defined]
        self.fields["satisfied"].choices = SATISFIED  # type: ignore[attr-defined]
        asked = _("问过了选一个；没问的，选为什么没问。")
        self.fields["answer"].error_messages["required"] = asked
        if self.data.get("state") and self.data.get("state") not in ANSWERS:
            self.fields["answer"].required = False
        if not may_tell:
            del self.fields["public_line"]

    def clean(self) -> dict[str, Any]:
        """What is missing is asked for here, so that all of it is said at once."""
        given = super().clean() or {}
        ending, answer = given.get("state", ""), given.get("answer", "")
        if ending in REASONS and ending != MERGED and answer != closing.LATER and not given.get("reason"):
            self.add_error("reason", str(REASONS[ending]))
        return given

    def values(self) -> dict[str, Any]:
        """The parameters of ``move_case``; a sentence that nobody changed is the one of the ending chosen."""
        given = super().values()
        told = closing.outcome(given.pop("state"), given.pop("answer"))
        if not told["solved"]:
            given["satisfied"] = ""
        line = given.get("public_line", "").strip()
        given["public_line"] = "" if line in self.sentences.values() else line
        return given | told


class CallBackForm(GestureForm):
    """What the resident answered when we asked: the button says it, the rest may stay empty."""

    satisfied = forms.ChoiceField(
        label=gettext_lazy("满意吗"), choices=SATISFIED, widget=forms.RadioSelect, required=False
    )
    words = forms.CharField(
        label=gettext_lazy("居民的原话"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("没解决的，记一句还差什么"),
    )


class ExtendForm(GestureForm):
    """More time."""

    days = forms.IntegerField(
        label=gettext_lazy("再要几个工作日"), min_value=1, widget=forms.NumberInput(attrs={"class": "short"})
    )
    reason = forms.CharField(
        label=gettext_lazy("为什么"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
    approved_by = forms.ChoiceField(label=gettext_lazy("请谁同意"), widget=forms.RadioSelect)
    told_caller = forms.BooleanField(label=gettext_lazy("已经告诉居民要晚几天"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, approvers: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["approved_by"].choices = approvers  # type: ignore[attr-defined]
        if not approvers:
            del self.fields["approved_by"]


class RefuseForm(GestureForm):
    """An answer to somebody who asked for more time."""

    answer = forms.CharField(label=gettext_lazy("说一句"), max_length=200, required=False)


class LineForm(GestureForm):
    """The sentence the resident reads."""

    line = forms.CharField(
        label=gettext_lazy("居民看到的一句"),
        max_length=120,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("写办到哪一步、哪天再回话；别写姓名、门牌和电话。清空就按进展自动写"),
    )


class MergeForm(GestureForm):
    """Which of two matters goes on."""

    stays = forms.ChoiceField(label=gettext_lazy("留下哪一件"), widget=forms.RadioSelect)
    versions = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, both: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["stays"].choices = both  # type: ignore[attr-defined]


class SplitForm(GestureForm):
    """A part of a matter becomes one of its own."""

    title = forms.CharField(label=gettext_lazy("分出来的是什么事"), max_length=120)
    code = forms.ChoiceField(label=gettext_lazy("哪一类"))
    people = forms.MultipleChoiceField(
        label=gettext_lazy("和哪几位有关"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.CharField(label=gettext_lazy("为什么分开"), max_length=400, required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].choices = codes_to_choose()  # type: ignore[attr-defined]
        self.fields["people"].choices = people  # type: ignore[attr-defined]
        if not people:
            del self.fields["people"]
