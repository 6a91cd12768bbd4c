"""What a row changes in the register, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.people.codes import RELATIONS
from zhiye.people.records import HomeRecord
from zhiye.people.roster_words import SEXES, TENURES, door_of

LABELS = {
    "sex": gettext_lazy("性别"),
    "birth": gettext_lazy("出生日期"),
    "id_number": gettext_lazy("证件号"),
    "note": gettext_lazy("备注"),
    "home": gettext_lazy("住址"),
    "relation": gettext_lazy("与户主关系"),
    "tenure": gettext_lazy("自住还是租住"),
    "lives_here": gettext_lazy("住在这里"),
    "registered_here": gettext_lazy("户口在这里"),
    "phone": gettext_lazy("电话"),
    "categories": gettext_lazy("人员类别"),
    "owns": gettext_lazy("产权"),
}
CODED: Mapping[str, Mapping[str, Any]] = {"sex": SEXES, "tenure": TENURES}


def tell_changes(changes: Mapping[str, tuple[Any, Any]]) -> str:
    """One line: what is added, and what is replaced by what. Covered values are named, never shown."""
    return "；".join(_told(name, old, new) for name, (old, new) in changes.items())


def _told(name: str, old: Any, new: Any) -> str:
    label = str(LABELS.get(name, name))
    before, after = _word(name, old), _word(name, new)
    if before and after:
        return _("%(label)s %(before)s → %(after)s") % {"label": label, "before": before, "after": after}
    if after:
        return _("补上%(label)s %(after)s") % {"label": label, "after": after}
    return _("补上%(label)s") % {"label": label}


def _word(name: str, value: Any) -> str:
    """A value that may be shown on a list; empty for covered or bulky ones."""
    if isinstance(value, HomeRecord):
        return door_of(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return _("是") if value else _("不是")
    if name in CODED:
        return str(CODED[name].get(value, ""))
    if name == "relation" and value in RELATIONS:
        return RELATIONS[value].name
    return ""
