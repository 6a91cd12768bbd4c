"""What is typed about people, turned into values; nothing here is saved."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.kernel import clock
from zhiye.kernel.gestures import DayField, GestureForm, SpokenForm
from zhiye.people.birth import read_birth
from zhiye.people.choices import AREA_SOURCES, CONSENTS, SAFE_CONTACT, TENURES
from zhiye.people.codes import CATEGORIES, RELATIONS
from zhiye.people.models import RINGS
from zhiye.people.showing import SEXES

NOT_KNOWN = ("", gettext_lazy("不清楚"))
USUAL = (
    "02",
    "11",
    "12",
    "20",
    "30",
    "51",
    "52",
    "28",
    "38",
    "41",
    "42",
    "43",
    "44",
    "71",
    "75",
    "73",
    "77",
    "99",
)
YES_NO = [("yes", gettext_lazy("是")), ("no", gettext_lazy("不是")), NOT_KNOWN]
_TOLD = {"yes": True, "no": False}


def relation_choices(*, blank: bool = True) -> list[tuple[str, Any]]:
    """Relations of GB/T 4761, the usual ones first."""
    usual = [(code, RELATIONS[code].name) for code in USUAL]
    rest = [(code, one.name) for code, one in RELATIONS.items() if code not in USUAL]
    groups: list[tuple[str, Any]] = [(_("常见"), usual), (_("其他"), rest)]
    return [NOT_KNOWN, *groups] if blank else groups


class BirthField(forms.CharField):
    """A birth in any way people write it: 1942-03-08, 1942年3月, 1942, 84岁. Cleans to (ISO text, precision)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=gettext_lazy("出生日期"), required=False, max_length=20, **options)
        self.help_text = gettext_lazy("写到知道的为止：1942-03-08、1942年3月、1942，或“84岁”")

    def clean(self, value: Any) -> tuple[str, str]:
        """Raises a sentence that says which day would be possible."""
        text = super().clean(value)
        if not text:
            return "", ""
        birth = read_birth(text, clock.today())
        if birth.problem == "impossible_date" and birth.suggestion:
            raise forms.ValidationError(
                _("没有这一天，改成 %(day)s 吗？") % {"day": birth.suggestion.isoformat()}
            )
        if birth.problem or birth.date is None:
            raise forms.ValidationError(_("看不懂这个日期，写成像 1950-03-08 或“84岁”这样。"))
        return birth.date.isoformat(), birth.precision


class YesNoField(forms.ChoiceField):
    """Yes, no, or nobody knows: True, False, None."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label=label, choices=YES_NO, required=False, widget=forms.RadioSelect, **options)

    def clean(self, value: Any) -> bool | None:
        """The choice as a truth value."""
        return _TOLD.get(super().clean(value))


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


class RegisterForm(LivingForm):
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
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
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


class EditForm(GestureForm):
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


class ReasonForm(GestureForm):
    """Why somebody looks at what is covered."""

    reason = forms.CharField(
        label=gettext_lazy("看了做什么用"),
        max_length=400,
        help_text=gettext_lazy("写一句就够，比如“帮她报长护险”。会记下您看过，本人可以问。"),
    )


class PhoneForm(GestureForm):
    """Another telephone number."""

    number = forms.CharField(
        label=gettext_lazy("电话"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    whose = forms.CharField(
        label=gettext_lazy("谁的电话"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("本人的就空着；比如“儿子”"),
    )


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


class WishForm(GestureForm):
    """What somebody wants, or is good at, in their own words."""

    kind = forms.ChoiceField(
        label=gettext_lazy("记的是"),
        choices=[("wish", gettext_lazy("愿望")), ("strength", gettext_lazy("长处"))],
        widget=forms.RadioSelect,
        initial="wish",
    )
    text = forms.CharField(
        label=gettext_lazy("照本人的话写"),
        max_length=200,
        help_text=gettext_lazy("写一句就够，比如“想有人聊聊天”"),
    )
    ring = forms.ChoiceField(
        label=gettext_lazy("谁看得到"), choices=RINGS, widget=forms.RadioSelect, initial="team"
    )

    def __init__(self, *args: Any, secret: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not secret:
            del self.fields["ring"]


class CategoryForm(GestureForm):
    """Somebody belongs to a category, on evidence."""

    code = forms.ChoiceField(label=gettext_lazy("类别"))
    evidence = forms.CharField(
        label=gettext_lazy("凭什么知道"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("比如“低保证”“上门看过”"),
    )
    issuer = forms.CharField(label=gettext_lazy("谁给的证明"), max_length=80, required=False)
    source = forms.CharField(
        label=gettext_lazy("从哪里知道的"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("本人、部门、走访"),
    )
    valid_until = DayField(label=gettext_lazy("证明到哪天为止"), required=False)

    def __init__(self, *args: Any, secret: bool, held: set[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].choices = category_choices(secret=secret, but=held)  # type: ignore[attr-defined]


def category_choices(*, secret: bool, but: set[str] | frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Categories that can be written down by hand, as far as the ring goes, without those in ``but``."""
    return [
        (code, one.name)
        for code, one in CATEGORIES.items()
        if not one.computed and code not in but and (secret or one.ring == "team")
    ]


class VerifyForm(GestureForm):
    """Somebody looked again."""

    evidence = forms.CharField(label=gettext_lazy("这次凭什么知道"), max_length=120, required=False)
    valid_until = DayField(label=gettext_lazy("证明到哪天为止"), required=False)


class EndCategoryForm(GestureForm):
    """Why somebody no longer belongs to a category."""

    reason = forms.CharField(label=gettext_lazy("为什么"), max_length=200, required=False)


class ConsentForm(GestureForm):
    """Somebody agreed to something."""

    purpose = forms.ChoiceField(label=gettext_lazy("同意什么"), widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label=gettext_lazy("怎么同意的"),
        choices=[("paper", gettext_lazy("签了字")), ("spoken", gettext_lazy("口头说的"))],
        widget=forms.RadioSelect,
    )
    by_whom = forms.CharField(
        label=gettext_lazy("谁替他同意的"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("本人同意就空着"),
    )
    on = DayField(label=gettext_lazy("哪一天"), initial=clock.today)

    def __init__(self, *args: Any, given: set[str], **options: Any) -> None:
        super().__init__(*args, **options)
        left = [(code, name) for code, name in CONSENTS.items() if code not in given]
        self.fields["purpose"].choices = left  # type: ignore[attr-defined]


class OwnForm(GestureForm):
    """Somebody owns a home, or a share of it."""

    home = forms.CharField(
        label=gettext_lazy("哪一套"), help_text=gettext_lazy("比如 115-402"), max_length=60
    )
    share = forms.CharField(
        label=gettext_lazy("占多少"),
        help_text=gettext_lazy("独有就空着；两人各一半写 1/2"),
        max_length=9,
        required=False,
    )
    area = forms.DecimalField(
        label=gettext_lazy("面积（平方米）"), required=False, min_value=0, max_digits=8, decimal_places=2
    )
    area_source = forms.ChoiceField(
        label=gettext_lazy("面积从哪里来"), choices=[NOT_KNOWN, *AREA_SOURCES.items()], required=False
    )
    since = DayField(label=gettext_lazy("从哪天起"), required=False)

    def clean_share(self) -> tuple[int, int]:
        """(numerator, denominator); the whole when nothing is written."""
        above, slash, below = self.cleaned_data["share"].replace("／", "/").partition("/")
        if not above:
            return 1, 1
        if not (slash and above.strip().isdigit() and below.strip().isdigit()):
            raise forms.ValidationError(_("份额写成像 1/2 这样。"))
        return int(above), int(below)


class KinForm(GestureForm):
    """Somebody else is this person's kin."""

    other = forms.ChoiceField(label=gettext_lazy("是哪一位"), widget=forms.RadioSelect)
    relation = forms.ChoiceField(
        label=gettext_lazy("他是这位的"), choices=lambda: relation_choices(blank=False)
    )

    def __init__(self, *args: Any, found: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["other"].choices = found  # type: ignore[attr-defined]


class FilterForm(SpokenForm):
    """Which people a list shows. Everything may be left out."""

    at = forms.ChoiceField(label=gettext_lazy("哪里"), required=False)
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
    category = forms.ChoiceField(label=gettext_lazy("类别"), required=False)
    sex = forms.ChoiceField(
        label=gettext_lazy("性别"),
        choices=[("", gettext_lazy("都要")), ("1", "男"), ("2", "女")],
        required=False,
    )
    age_from = forms.IntegerField(label=gettext_lazy("从几岁"), required=False, min_value=0, max_value=150)
    age_to = forms.IntegerField(label=gettext_lazy("到几岁"), required=False, min_value=0, max_value=150)

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
