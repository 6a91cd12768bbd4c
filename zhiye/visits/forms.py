"""What is typed about a contact."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from zhiye.cases.forms import ring_field
from zhiye.kernel import clock
from zhiye.kernel.gestures import DayField, GestureForm
from zhiye.visits.kinds import KINDS
from zhiye.visits.models import BY_PHONE, DECLINED, NOT_HOME, OUTCOMES, SEEN

ANSWERS = [(code, name) for code, name in OUTCOMES if code in (SEEN, NOT_HOME, DECLINED, BY_PHONE)]
REACHED = (SEEN, BY_PHONE)  # outcomes by which a promise can have been kept


class AnswerForm(GestureForm):
    """How it came out, in one tap; one sentence; everything else has its usual value."""

    outcome = forms.ChoiceField(label=gettext_lazy("怎么样"), choices=ANSWERS, widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("说一句"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("比如“膝盖疼，儿子周日来”"),
    )
    settles = forms.BooleanField(
        label=gettext_lazy("说好的这件办到了（没见到就还留着）"), required=False, initial=True
    )
    people = forms.MultipleChoiceField(
        label=gettext_lazy("有谁在"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(label=gettext_lazy("算哪一种"), initial="visit")
    on = DayField(label=gettext_lazy("哪一天"), initial=clock.today)
    ring = ring_field()

    def __init__(
        self,
        *args: Any,
        people: list[tuple[str, str]] = (),  # type: ignore[assignment]
        promised: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = list(KINDS.items())  # type: ignore[attr-defined]
        self.fields["people"].choices = people  # type: ignore[attr-defined]
        if not people:
            del self.fields["people"]
        if not promised:
            del self.fields["settles"]

    @property
    def seldom(self) -> list[Any]:
        """The fields that mostly stay as they are."""
        return [self[name] for name in ("people", "kind", "on", "ring") if name in self.fields]

    def values(self) -> dict[str, Any]:
        """As the command takes them: a call is a call, whatever kind stood there; ``settles`` only once reached."""
        given = super().values()
        if given["outcome"] == BY_PHONE and given["kind"] == "visit":
            given["kind"] = "phone"
        given["settles"] = bool(given.get("settles")) and given["outcome"] in REACHED
        day: date = given["on"]
        return given | {"on": day, "people": given.get("people", [])}
