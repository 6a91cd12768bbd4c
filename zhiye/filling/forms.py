"""Text from pages into typed values: the file that comes in, the answers about its blanks, what is typed by hand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.filling import limits
from zhiye.filling.contents import FORM
from zhiye.filling.known.fields import FIGURE
from zhiye.filling.models import LEFT
from zhiye.filling.plan import Answer, Blank, answer_of
from zhiye.filling.times import THIS
from zhiye.kernel.gestures import GestureForm

MEGABYTE = 1024 * 1024
SHEETS = ".xlsx,.docx,.xls"
MAP, TEXT_OF, WHEN_OF, TYPED = "map:", "text:", "when:", "typed:"
TOGETHER = "whens:"  # one answer for all blanks that ask for the same times
LONGEST = 400  # letters typed into one cell


class BringForm(GestureForm):
    """A form to be filled in, and which committee's."""

    committee = forms.ChoiceField(label=gettext_lazy("哪个居民区的"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("要填的表"),
        widget=forms.FileInput(attrs={"accept": SHEETS}),
    )

    def __init__(self, *args: Any, committees: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["committee"]
        field.choices = [(str(place.pk), place.name) for place in committees]
        if len(committees) == 1:
            field.widget, field.initial = forms.HiddenInput(), str(committees[0].pk)
        choose = _("先选一张表，Excel 或 Word 的都行。")
        nothing = _("这个文件是空的，看看是不是选错了。")
        self.fields["file"].error_messages |= {"required": choose, "invalid": choose, "empty": nothing}

    def clean_file(self) -> Any:
        """Not larger than a form can be."""
        file = self.cleaned_data["file"]
        if file.size > limits.MOST_BYTES:
            told = {"most": limits.MOST_BYTES // MEGABYTE}
            raise forms.ValidationError(
                _("这个文件超过%(most)dMB，不像一张要填的表。去掉里面的图片再试。") % told
            )
        return file


class FillForm(GestureForm):
    """What the filled form is for."""

    purpose = forms.CharField(
        label=gettext_lazy("交给谁、做什么用"),
        help_text=gettext_lazy(
            "比如“报街道民政11月独居老人名册”。会记下来；带了电话、证件号的，本人也看得到。"
        ),
        max_length=100,
    )

    def __init__(self, *args: Any, needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needed:
            del self.fields["purpose"]


def read_answers(
    post: Mapping[str, str], blanks: Iterable[Blank], filled_only: bool = False
) -> dict[str, Answer]:
    """Answers about blanks that were open, or that are answered otherwise than so far; ``filled_only`` leaves out
    those that stay empty."""
    found = {}
    for blank in blanks:
        when = post.get(f"{WHEN_OF}{blank.key}", THIS) or post.get(f"{TOGETHER}{one_name(blank.whens)}", "")
        said = answer_of(post.get(f"{MAP}{blank.key}", ""), post.get(f"{TEXT_OF}{blank.key}", ""), when)
        if said is not None and not blank.never and (not blank.settled or said != blank.answer):
            found[blank.key] = said
    return {key: said for key, said in found.items() if not filled_only or said.how != LEFT}


def one_name(whens: Sequence[str]) -> str:
    """Times as a part of a field's name."""
    return "-".join(whens)


def read_typed(post: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What was typed into cells, by row (or FORM) and blank; an emptied one is empty text."""
    found: dict[str, dict[str, str]] = {}
    for name, text in post.items():
        if name.startswith(TYPED):
            row, _colon, slot = name.removeprefix(TYPED).partition(":")
            if slot and (row in (FORM, FIGURE) or len(row) == 36):
                found.setdefault(row, {})[slot] = text.replace("\0", "").strip()[:LONGEST]
    return found
