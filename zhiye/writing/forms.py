"""What is typed at the writing desk. Lengths are told by the commands, so that nothing typed is cut off here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiye.journal.models import RINGS
from zhiye.kernel.gestures import DayField, GestureForm

LONGEST_WEATHER = 40
_RING_HINTS = {"team": _("本组能看"), "secretary": _("仅我和书记能看"), "own": _("只有我能看")}
RING_CHOICES = [(code, _RING_HINTS[code]) for code, _name in RINGS]


class _WordsForm(GestureForm):
    """The words of a note, the day they tell of, the weather, and what stays with the writer."""

    written_on = DayField(label=_("日期"))
    weather = forms.CharField(label=_("天气"), max_length=LONGEST_WEATHER, required=False)
    text = forms.CharField(label=_("写什么"), required=False, strip=False, widget=forms.Textarea)
    reflection = forms.CharField(
        label=_("工作体会（只有我看得到）"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["weather"].widget.attrs |= {"autocomplete": "off"}
        hint = {"rows": 9, "aria-describedby": "how-to-write", "enterkeyhint": "enter"}
        self.fields["text"].widget.attrs |= hint


class NoteForm(_WordsForm):
    """A new note: also who may read it, chosen before the first word."""

    ring = forms.ChoiceField(label=_("谁能看"), choices=RINGS, widget=forms.RadioSelect)


class CorrectionForm(_WordsForm):
    """The same words, said better; ``version`` is the wording that was on the page."""

    version = forms.IntegerField(widget=forms.HiddenInput)
