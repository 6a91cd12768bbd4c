"""What belongs to a person: numbers, wishes, categories, consents, homes owned, kin; and why one looks."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.kernel import clock
from zhiye.kernel.gestures import DayField, GestureForm
from zhiye.people.choices import AREA_SOURCES, CONSENTS
from zhiye.people.forms.fields import NOT_KNOWN, category_choices, relation_choices
from zhiye.people.models import RINGS


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
        if not (slash and above.strip().isdecimal() and below.strip().isdecimal()):
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
