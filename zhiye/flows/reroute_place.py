"""A place is renamed or moves: everything that copies its path follows, in one transaction.

``PATHS`` lists every column that copies a place's path; a guard compares it with the models.
"""

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy

from zhiye.activities.models import Activity
from zhiye.audit import log
from zhiye.cases.models import Case, Promise
from zhiye.hotline.models import Thanks
from zhiye.journal.models import About, Entry, Piece
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.paths import within
from zhiye.people.models import CategoryHolding, Household, Person
from zhiye.places import commands as places
from zhiye.places.models import Place
from zhiye.timers.models import Timer
from zhiye.visits.models import Contact

PATHS: list[type[models.Model]] = [
    Person,
    Household,
    CategoryHolding,
    Entry,
    About,
    Piece,
    Case,
    Promise,
    Contact,
    Activity,
    Thanks,
    Timer,
]


@command("flows.rename_place", gettext_lazy("改名或改门牌"))
def rename_place(by: Actor, *, place: Place, code: str, name: str = "", reason: str = "") -> Place:
    """A new code or name for a building, a unit, a home; former ones still find it."""
    old, new = places.rename_place(by, place=place, code=code, name=name, reason=reason)
    return _follow(by, "flows.rename_place", place, old, new)


@command("flows.move_place", gettext_lazy("换到另一处下面"))
def move_place(by: Actor, *, place: Place, to: Place, reason: str = "") -> Place:
    """The place, with all that stands in it, now belongs to ``to``."""
    old, new = places.move_place(by, place=place, to=to, reason=reason)
    return _follow(by, "flows.move_place", place, old, new)


def _follow(by: Actor, action: str, place: Place, old: str, new: str) -> Place:
    for model in PATHS:
        rows = model._default_manager.filter(within("path", [old]))
        rows.update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    log.write(by, action, place, place.path, {"path": (old, new)})
    return place
