"""What is typed about activities, turned into values; nothing here is saved."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.activities.kinds import KINDS, Kind
from zhiye.activities.rules import DECIDED, LENGTHS, MOST, TALLY
from zhiye.activities.values import DayTold, Told
from zhiye.activities.wording import LABELS
from zhiye.figures.headings import HEADINGS
from zhiye.figures.periods import Period
from zhiye.kernel import clock
from zhiye.kernel.gestures import DayField, GestureForm, SpokenForm
from zhiye.places.models import Place
from zhiye.ui.widgets import LongSelect

HEADS = "heads"


class CountField(forms.IntegerField):
    """How many; blanks alone are nothing, not a mistake."""

    def to_python(self, value: Any) -> int | None:
        """The number, or None."""
        return super().to_python(value.strip() if isinstance(value, str) else value)


def _number(label: Any, **options: Any) -> forms.IntegerField:
    field = CountField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
        **options,
    )
    told = format_lazy(gettext_lazy("写 0 到 {most} 的数。"), most=MOST)
    wrong: dict[str, Any] = {"min_value": told, "max_value": told, "invalid": gettext_lazy("这里写数字。")}
    field.error_messages |= wrong
    return field


def _words(name: str, help_text: Any = "", **options: Any) -> forms.CharField:
    return forms.CharField(
        label=LABELS[name], max_length=LENGTHS[name], required=False, help_text=help_text, **options
    )


def _hour(name: str) -> forms.TimeField:
    return forms.TimeField(
        label=LABELS[name],
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}),
        error_messages={"invalid": gettext_lazy("没有这个钟点，改成像 14:30 这样。")},
    )


class ActivityForm(GestureForm):
    """One activity of a kind that is known: its day, how many came; all the rest has its usual value."""

    on = DayField(label=LABELS["on"], initial=clock.today)
    title = _words("title")
    person_times = _number(LABELS["person_times"])
    decided = forms.CharField(
        label=LABELS["decided"],
        max_length=DECIDED,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("一句话也行，比如“二楼以上都同意装电梯，下周请厂家来看”"),
    )
    starts = _hour("starts")
    ends = _hour("ends")
    where = forms.CharField(
        label=LABELS["where"],
        max_length=LENGTHS["place_words"],
        required=False,
        help_text=gettext_lazy("一幢楼写 29号楼，别处用几个字写，比如“活动室”"),
    )
    organiser = _words("organiser")
    partner = _words("partner", gettext_lazy("比如“社区医院”“工商银行”"))
    households = _number(LABELS["households"])
    heading = forms.ChoiceField(label=LABELS["heading"], choices=list(HEADINGS.items()), widget=LongSelect)
    series = _words("series", gettext_lazy("比如“书法班”；下一次就能点一下照着记"))
    note = _words("note", widget=forms.Textarea(attrs={"rows": 2}))
    committee = forms.ChoiceField(label=gettext_lazy("哪个居民区"), widget=LongSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, kind: Kind, committees: Sequence[Place] = (), lines: int = 0, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        fields: Any = self.fields
        for one in kind.tallies:
            fields[TALLY + one.code] = _number(f"{one.name}（{one.unit_name}）")
        fields["title"].help_text = _("不写就叫“%(name)s”") % {"name": kind.name}
        if lines:
            fields["person_times"].help_text = _("照片上像是 %(n)d 行，数一数再写") % {"n": lines}
        if not kind.decided:
            del fields["decided"]
        if len(committees) > 1:
            fields["committee"].choices = [(str(one.pk), one.name) for one in committees]
        else:
            del fields["committee"]

    @property
    def usual(self) -> list[Any]:
        """What is asked each time."""
        asked = [
            "committee",
            "on",
            "person_times",
            *(TALLY + one.code for one in self.kind.tallies),
            "decided",
        ]
        return [self[name] for name in asked if name in self.fields]

    @property
    def seldom(self) -> list[Any]:
        """What mostly stays as it is."""
        asked = {one.name for one in self.usual} | {"op", "version"}
        return [self[name] for name in self.fields if name not in asked]

    @property
    def seldom_wrong(self) -> bool:
        """Whether something is to be mended among them."""
        return any(one.errors for one in self.seldom)

    def told(self, place: Place | None, words: str) -> Told:
        """The activity as the commands take it; ``place`` or ``words`` is what was meant by where."""
        given = {k: v for k, v in self.values().items() if k not in ("where", "committee", "version")}
        tallies = {k.removeprefix(TALLY): given.pop(k) for k in list(given) if k.startswith(TALLY)}
        counted = {code: count for code, count in tallies.items() if count is not None}
        return Told(self.kind.code, place=place, place_words=words, tallies=counted, **given)


class FilterForm(SpokenForm):
    """Which activities a list shows; sent by GET."""

    kind = forms.ChoiceField(label=gettext_lazy("哪一种"), required=False, widget=LongSelect)
    heading = forms.ChoiceField(label=gettext_lazy("哪一方面"), required=False, widget=LongSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        every = [("", gettext_lazy("都要"))]
        fields: Any = self.fields
        fields["kind"].choices = [*every, *((code, kind.name) for code, kind in KINDS.items())]
        fields["heading"].choices = [*every, *HEADINGS.items()]


class SheetForm(GestureForm):
    """A photo of the sign-in sheet."""

    photo = forms.FileField(
        label=gettext_lazy("签到表的照片"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        help_text=gettext_lazy("JPG、PNG 或 WebP。不放也行。"),
    )


class DaysForm(GestureForm):
    """A month of a desk that is open every day: a line a day; an empty one is not recorded."""

    title = forms.CharField(label=gettext_lazy("服务点叫什么"), max_length=LENGTHS["series"])

    def __init__(self, *args: Any, kind: Kind, days: Sequence[date], **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind, self.days = kind, days
        for day in days:
            for column, words in self.columns:
                name = f"{day.isoformat()}:{column}"
                label = _("%(month)d月%(day)d日%(what)s") % {
                    "month": day.month,
                    "day": day.day,
                    "what": words,
                }
                self.fields[name] = _number(label)

    @property
    def columns(self) -> list[tuple[str, str]]:
        """What is counted: the code and the words above its column."""
        told = [(one.code, f"{one.name}（{one.unit_name}）") for one in self.kind.tallies]
        return [(HEADS, _("人次")), *told]

    @property
    def lines(self) -> list[tuple[date, str, list[tuple[str, Any]]]]:
        """Each day with its weekday and its boxes under the words of their columns."""
        return [
            (
                day,
                str(WEEKDAYS_ABBR[day.weekday()]),
                [(words, self[f"{day.isoformat()}:{column}"]) for column, words in self.columns],
            )
            for day in self.days
        ]

    def told(self) -> list[DayTold]:
        """The days of which anything was written, the first one first."""
        days = []
        for day in sorted(self.days):
            counts = {
                column: self.cleaned_data.get(f"{day.isoformat()}:{column}")
                for column, _words in self.columns
            }
            if any(count is not None for count in counts.values()):
                heads = counts.pop(HEADS)
                days.append(DayTold(day, heads, {code: n for code, n in counts.items() if n is not None}))
        return days


def days_of(month: Period, last: date, aside: Sequence[date]) -> list[date]:
    """The days of ``month`` up to ``last``, without those ``aside``."""
    count = (min(month.last, last) - month.first).days + 1
    every = (date.fromordinal(month.first.toordinal() + at) for at in range(max(count, 0)))
    return [day for day in every if day not in aside]
