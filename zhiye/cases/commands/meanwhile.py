"""Two who change one matter at once: the second is told what, and by whom."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import meanwhile
from zhiye.cases.codes import words_of
from zhiye.cases.models import ASKED, REFUSED, Case
from zhiye.cases.permissions import VIEW
from zhiye.cases.workflow import WORDS
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Conflict
from zhiye.people.models import RINGS

# The commands that count up ``Case.version``.
COUNTED = (
    "cases.describe",
    "cases.give",
    "cases.take",
    "cases.withdraw",
    "cases.merge",
    "cases.move",
    "cases.move_back",
    "cases.refer",
    "cases.transfer",
    "cases.recall_handing",
    "cases.answer_handing",
    "cases.extend",
    "cases.answer_extension",
)
FIELDS = {
    "title": gettext_lazy("什么事"),
    "code": gettext_lazy("哪一类"),
    "ring": gettext_lazy("谁能看"),
    "place": gettext_lazy("哪里"),
    "state": gettext_lazy("现在"),
    "due_at": gettext_lazy("时限"),
}


def changed(by: Actor, case: Case, fields: Mapping[str, tuple[Any, Any]]) -> Conflict:
    """The conflict of the held matter; ``fields`` maps a column to (mine, theirs), told in the words of pages."""
    told = {str(FIELDS[name]): (_told(name, mine), _told(name, now)) for name, (mine, now) in fields.items()}
    return meanwhile.conflict(by, case, told, permission=VIEW, actions=COUNTED, counted=_counted)


def _counted(changes: Mapping[str, Any]) -> bool:
    """Whether the version went up: more time only asked for, or refused, leaves it."""
    return bool(changes) and changes.get("state", ["", ""])[1] not in (ASKED, REFUSED)


def _told(name: str, value: Any) -> Any:
    if name == "place":
        return value.spoken if value else _("没写")
    if name == "code":
        return words_of(value)
    return {"ring": dict(RINGS), "state": WORDS}.get(name, {}).get(value, value)
