"""Registering somebody, correcting what is held, moving, leaving."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.kernel import clock
from zhiye.kernel.gestures import DayField, GestureForm
from zhiye.people.choices import SAFE_CONTACT, TENURES
from zhiye.people.forms.fields import NOT_KNOWN, BirthField, YesNoField, relation_choices
from zhiye.people.id_number import read_id_number
from zhiye.people.showing import SEXES

SHORTEST = 12  # digits from which on a number is meant to be that of an identity card


class IdNumberForm(GestureForm):
    """A form with ``id_number``: what cannot be a number is told at once; one that fails its own check is asked about
    once, and taken as it is when it is saved again. Passports and the like are left alone."""

    id_asked = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def clean(self) -> dict[str, Any]:
        """The whole form; raises on ``id_number`` alone."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        number = data.get("id_number") or ""
        if number and (wrong := self._wrong(number)):
            self.add_error("id_number", wrong)
        return data

    def _wrong(self, number: str) -> str:
        read = read_id_number(number)
        digits = sum(sign.isdecimal() for sign in read.number)
        if not digits:
            return _("这里写证件上的号码；没有带在身上就先空着。")
        if read.problem == "length" and digits >= SHORTEST:
            told = {"n": len(read.number)}
            return _("身份证号是 18 位（老的 15 位），现在是 %(n)d 位，看看是不是少了或多了。") % told
        if read.problem == "date":
            return _("第 7 到 14 位该是出生日期，看看是不是抄错了。")
        if read.problem != "check_digit" or self.cleaned_data.get("id_asked") == read.number:
            return ""
        typed = cast(QueryDict, self.data).copy()  # what was typed is not to be changed in place
        typed[self.add_prefix("id_asked")] = read.number
        self.data = typed
        return _("和最后一位的校验对不上，多半抄错了一位，再看一眼。证件上就是这样的，再存一次就行。")


class LivingForm(GestureForm):
    """Where somebody lives and how: shared by registering and moving."""

    home = forms.CharField(
        label=gettext_lazy("住在哪里"), help_text=gettext_lazy("比如 115-402"), max_length=60, required=False
    )
    relation = forms.ChoiceField(label=gettext_lazy("和户主的关系"), choices=relation_choices, required=False)
    lives_here = YesNoField(gettext_lazy("人住在这里吗"), initial="yes")
    registered_here = YesNoField(gettext_lazy("户口在这里吗"), initial="")
    tenure = forms.ChoiceField(
        label=gettext_lazy("怎么住"),
        choices=[NOT_KNOWN, *TENURES.items()],
        required=False,
        widget=forms.RadioSelect,
    )

    def living(self) -> dict[str, Any]:
        """What ``house_person`` is told of the residence."""
        return {
            name: self.cleaned_data[name] for name in ("relation", "lives_here", "registered_here", "tenure")
        }


class RegisterForm(IdNumberForm, LivingForm):
    """Somebody new. Only the name must be there; the rest may follow."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    called = forms.CharField(
        label=gettext_lazy("称呼"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("大家怎么叫就怎么写，比如“王奶奶”；不写就按姓和岁数来"),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("性别"), choices=list(SEXES.items())[:3], widget=forms.RadioSelect, initial="0"
    )
    birth = BirthField()
    phone = forms.CharField(
        label=gettext_lazy("电话"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    id_number = forms.CharField(
        label=gettext_lazy("证件号"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("没有带在身上就先空着；存了以后只露末两位"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=gettext_lazy("备注"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = (
        "name",
        "home",
        "sex",
        "birth",
        "phone",
        "relation",
        "lives_here",
        "registered_here",
        "tenure",
    )

    def person_values(self) -> dict[str, str]:
        """The fields of the person, as text."""
        data = self.cleaned_data
        birth, precision = data["birth"]
        told = {name: data[name] for name in ("name", "called", "sex", "id_number", "note")}
        return told | {"birth": birth, "birth_precision": precision}


class EditForm(IdNumberForm):
    """Correct what is held. Each field carries, hidden, what was there when the page was drawn."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    called = RegisterForm.base_fields["called"]
    other_names = forms.CharField(
        label=gettext_lazy("曾用名、别名"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("几个就用顿号隔开"),
    )
    sex = forms.ChoiceField(label=gettext_lazy("性别"), choices=SEXES.items, widget=forms.RadioSelect)
    birth = BirthField()
    id_number = forms.CharField(
        label=gettext_lazy("证件号"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("不改就空着"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    drop_id_number = forms.BooleanField(label=gettext_lazy("不再留证件号"), required=False)
    safe_contact = forms.ChoiceField(
        label=gettext_lazy("怎么联系才安全"),
        choices=[("", gettext_lazy("没有特别要留意的")), *SAFE_CONTACT.items()],
        required=False,
    )
    safe_contact_note = forms.CharField(label=gettext_lazy("联系时留意"), max_length=200, required=False)
    note = RegisterForm.base_fields["note"]
    reason = forms.CharField(
        label=gettext_lazy("为什么改"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("比如“本人来说的”"),
    )

    PLAIN = ("name", "called", "other_names", "sex", "safe_contact", "safe_contact_note", "note")

    def __init__(
        self, *args: Any, held: dict[str, str], birth_text: str, id_tail: str, **options: Any
    ) -> None:
        super().__init__(*args, initial={**held, "birth": birth_text}, **options)
        self.id_tail = id_tail
        for name in (*self.PLAIN, "birth", "birth_precision"):
            self._keep(name, held[name])
        self._keep("birth_text", birth_text)
        self._keep("id_tail", id_tail)

    def _keep(self, name: str, text: str) -> None:
        self.fields[f"seen_{name}"] = forms.CharField(
            initial=text, required=False, strip=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"})
        )

    def changes(self) -> dict[str, str]:
        """The fields as text, as typed; a covered one only when something was typed."""
        data = self.cleaned_data
        told = {name: _lines(data[name]) for name in self.PLAIN}
        if str(self["birth"].value()) != data["seen_birth_text"]:
            told["birth"], told["birth_precision"] = data["birth"]
        if data["id_number"] or data["drop_id_number"]:
            told["id_number"] = data["id_number"]
        return told

    def seen(self) -> dict[str, str]:
        """What the worker had before their eyes. A text that nobody can have held stands for an ID number
        that was changed meanwhile, so that it is kept beside ours and not overwritten."""
        data = self.cleaned_data
        before = {name: _lines(data[f"seen_{name}"]) for name in (*self.PLAIN, "birth", "birth_precision")}
        return before if data["seen_id_tail"] == self.id_tail else before | {"id_number": "\0"}


def _lines(text: str) -> str:
    """Browsers send line ends as two characters; the register holds one."""
    return text.replace("\r\n", "\n")


class MoveForm(LivingForm):
    """Where somebody lives from some day on."""

    since = DayField(label=gettext_lazy("从哪天起"), required=False)
    moves = forms.BooleanField(
        label=gettext_lazy("以后就住这里，原来的住处记成“以前住过”"), required=False, initial=True
    )
    field_order = ("home", "since", "relation", "lives_here", "registered_here", "tenure", "moves")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["home"].required = True


class LeaveForm(GestureForm):
    """Somebody has died, or moved away for good."""

    died = forms.ChoiceField(
        label=gettext_lazy("怎么了"),
        choices=[("no", gettext_lazy("搬走了")), ("yes", gettext_lazy("离世"))],
        widget=forms.RadioSelect,
    )
    on = DayField(label=gettext_lazy("哪一天"), initial=clock.today)
    reason = forms.CharField(
        label=gettext_lazy("从哪里知道的"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("比如“家属来说的”"),
    )

    def clean_died(self) -> bool:
        """Whether the person has died."""
        return bool(self.cleaned_data["died"] == "yes")
