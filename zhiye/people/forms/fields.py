"""Boxes and lists that several forms about people share."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.kernel import clock
from zhiye.people.birth import read_birth
from zhiye.people.codes import CATEGORIES, RELATIONS

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


def category_choices(*, secret: bool, but: set[str] | frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Categories that can be written down by hand, as far as the ring goes, without those in ``but``."""
    return [
        (code, one.name)
        for code, one in CATEGORIES.items()
        if not one.computed and code not in but and (secret or one.ring == "team")
    ]
