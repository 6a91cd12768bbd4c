"""The rows with which a form is filled: for whom, and what of them."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from zhiye.filling import limits, wanted
from zhiye.filling.known.activities import activity_rows
from zhiye.filling.known.contacts import contact_rows
from zhiye.filling.known.matters import matter_rows
from zhiye.filling.known.people import NEEDS_MEMBERS, home_rows, people_rows
from zhiye.filling.known.row import Asked, Row
from zhiye.filling.known.standing import figure_rows
from zhiye.kernel.errors import Refused

BUILDERS: Mapping[str, Callable[[Asked], list[Row]]] = {
    wanted.PEOPLE: people_rows,
    wanted.HOMES: home_rows,
    wanted.MATTERS: matter_rows,
    wanted.CONTACTS: contact_rows,
    wanted.ACTIVITIES: activity_rows,
    wanted.FIGURES: figure_rows,
}


def rows_for(asked: Asked) -> list[Row]:
    """The rows, in the order in which they are written. Raises Refused for more than one form may hold."""
    rows = BUILDERS[asked.wanted.what](asked)
    if len(rows) > limits.MOST_ROWS or len(rows) * max(len(asked.codes), 1) > limits.MOST_CELLS:
        sentence = _("这样选有 %(count)d 行，一张表填不下。选几幢楼，分几次填。")
        raise Refused(sentence % {"count": len(rows)})
    return rows


def needs_members(codes: frozenset[str]) -> bool:
    """Whether one of the fields is told from the whole household."""
    return bool(codes & NEEDS_MEMBERS)
