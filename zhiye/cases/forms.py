"""What is typed about matters and promises, turned into values; nothing here is saved."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.cases.codes import choices as codes_to_choose
from zhiye.cases.models import NATURES, SOURCES
from zhiye.cases.showing import days_to_choose
from zhiye.cases.workflow import ASKS, REASONS, WORDS, is_open, offered
from zhiye.kernel import clock
from zhiye.kernel.gestures import DayField, GestureForm, SpokenForm
from zhiye.people.models import RINGS
from zhiye.ui.widgets import LongSelect

TYPED_SOURCES = ("desk", "counter", "phone", "door", "street")  # a ticket of the hotline has its own page
SOURCE_CODES = [code for code, _words in SOURCES]
RING_HINT = gettext_lazy("家里的矛盾、生病的事，选“仅我和书记”")


def ring_field() -> forms.ChoiceField:
    """Who may see it."""
    return forms.ChoiceField(
        label=gettext_lazy("谁能看"),
        choices=RINGS,
        widget=forms.RadioSelect,
        initial="team",
        help_text=RING_HINT,
    )


def home_field() -> forms.CharField:
    """What a matter is about, typed as people write an address; read by ``lookup.place_at``."""
    return forms.CharField(
        label=gettext_lazy("哪里"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("一家写 115-402，一幢写 29号楼"),
    )


class FilterForm(SpokenForm):
    """Which matters a list shows; sent by GET."""

    state = forms.ChoiceField(label=gettext_lazy("办到哪一步"), required=False, widget=LongSelect)
    code = forms.ChoiceField(label=gettext_lazy("哪一类"), required=False, widget=LongSelect)
    source = forms.ChoiceField(label=gettext_lazy("怎么来的"), required=False, widget=LongSelect)
    mine = forms.BooleanField(label=gettext_lazy("只看我手上的"), required=False)
    late = forms.BooleanField(label=gettext_lazy("只看过了时限的"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        every = [("", gettext_lazy("都要"))]
        states = [("", gettext_lazy("手上的")), *WORDS.items(), ("all", gettext_lazy("所有的"))]
        self.fields["state"].choices = states  # type: ignore[attr-defined]
        self.fields["code"].choices = [*every, *codes_to_choose()]  # type: ignore[attr-defined]
        self.fields["source"].choices = [*every, *SOURCES]  # type: ignore[attr-defined]


class OpenForm(GestureForm):
    """A matter comes in."""

    title = forms.CharField(
        label=gettext_lazy("什么事"), max_length=120, help_text=gettext_lazy("写一句，比如“厨房顶上漏水”")
    )
    code = forms.ChoiceField(label=gettext_lazy("哪一类"), initial="other")
    home = home_field()
    source = forms.ChoiceField(label=gettext_lazy("怎么来的"), initial="desk")
    nature = forms.ChoiceField(label=gettext_lazy("要的是什么"), choices=NATURES, initial="help")
    ring = ring_field()
    sure = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, place_known: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].choices = codes_to_choose()  # type: ignore[attr-defined]
        typed = [(code, words) for code, words in SOURCES if code in TYPED_SOURCES]
        self.fields["source"].choices = typed  # type: ignore[attr-defined]
        if place_known:
            del self.fields["home"]


class EditForm(GestureForm):
    """A matter is told better."""

    title = forms.CharField(label=gettext_lazy("什么事"), max_length=120)
    home = home_field()
    code = forms.ChoiceField(label=gettext_lazy("哪一类"))
    ring = ring_field()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].choices = codes_to_choose()  # type: ignore[attr-defined]


class StepForm(GestureForm):
    """One sentence for a step that is known already."""

    reason = forms.CharField(max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, to: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = ASKS[to]
        self.fields["reason"].required = to in REASONS
        self.fields["reason"].error_messages["required"] = REASONS.get(to, "")


class MoveForm(GestureForm):
    """How far a matter has come."""

    state = forms.ChoiceField(label=gettext_lazy("现在"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("写一句"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, state: str, **options: Any) -> None:
        super().__init__(*args, **options)
        ways = [to for to in offered(state) if is_open(to)]  # how a matter ends is said on a page of its own
        self.fields["state"].choices = [(to, WORDS[to]) for to in ways]  # type: ignore[attr-defined]
        asked = [f"{WORDS[to]}：{ASKS[to]}" for to in ways if to in REASONS]
        if asked:
            self.fields["reason"].help_text = _("；").join(asked)


class GiveForm(GestureForm):
    """Who has it in hand from now on."""

    to = forms.ChoiceField(label=gettext_lazy("交给"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = colleagues  # type: ignore[attr-defined]


class JoinForm(GestureForm):
    """Somebody whom a matter concerns."""

    person = forms.ChoiceField(label=gettext_lazy("是哪一位"), widget=forms.RadioSelect)
    part = forms.CharField(
        label=gettext_lazy("和这件事什么关系"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("比如“反映的人”“楼上”"),
    )

    def __init__(self, *args: Any, found: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choices = found  # type: ignore[attr-defined]


class WithdrawForm(GestureForm):
    """Why a matter, or a promise, was noted by mistake."""

    reason = forms.CharField(label=gettext_lazy("为什么撤销"), max_length=200, required=False)


class PromiseForm(GestureForm):
    """What somebody promised."""

    what = forms.CharField(
        label=gettext_lazy("说好了什么"),
        max_length=200,
        help_text=gettext_lazy("比如“清窨井”“帮她问长护险进度”"),
    )
    who = forms.CharField(
        label=gettext_lazy("谁来做"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("我们自己做就空着；比如“物业王经理”"),
    )
    due = DayField(label=gettext_lazy("哪天以前"), required=False)
    owner = forms.ChoiceField(
        label=gettext_lazy("我们这边谁盯着"), required=False, help_text=gettext_lazy("不选就是您自己")
    )
    ring = ring_field()

    def __init__(
        self, *args: Any, ring_known: bool = False, colleagues: Sequence[tuple[str, str]] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].choices = [("", gettext_lazy("我自己")), *colleagues]  # type: ignore[attr-defined]
        if not colleagues:
            del self.fields["owner"]
        if ring_known:
            del self.fields["ring"]


class MovePromiseForm(GestureForm):
    """Another day: one of those people say, or any."""

    day = forms.ChoiceField(label=gettext_lazy("改到"), widget=forms.RadioSelect, required=False)
    due = DayField(label=gettext_lazy("别的日子"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].choices = days_to_choose(clock.today())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One day out of the two fields; the one typed counts."""
        given = super().clean() or {}
        if not given.get("due") and not given.get("day") and not self.errors:
            self.add_error("day", _("选一个日子。"))
        return given


class DropForm(GestureForm):
    """Why a promise need not be kept."""

    reason = forms.CharField(
        label=gettext_lazy("为什么不用办了"),
        max_length=200,
        help_text=gettext_lazy("写一句就够，比如“儿子已经陪她去过”"),
    )
