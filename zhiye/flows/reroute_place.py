"""A place is renamed or moves: everything that copies its path follows, in one transaction.

``PATHS`` lists every column that copies a place's path; a guard compares it with the models.
"""

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.activities.models import Activity
from zhiye.audit import log
from zhiye.cases.models import Case, Promise
from zhiye.hotline.models import Thanks
from zhiye.journal.models import About, Entry, Piece
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.paths import ancestors, within
from zhiye.people.models import CategoryHolding, Household, Person
from zhiye.places import commands as places
from zhiye.places.kinds import COMMITTEE
from zhiye.places.models import Place
from zhiye.timers.models import Timer
from zhiye.visits.models import Contact, Met

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
    Met,
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
    """The place, with all that stands in it, now belongs to ``to``.

    Raises Refused where it would leave its committee while that committee keeps numbered records of it: their
    numbers are its own, so nobody would find them any more.
    """
    if _committee_path(place.path) != _committee_path(to.path):
        _refuse_to_part(place)
    old, new = places.move_place(by, place=place, to=to, reason=reason)
    return _follow(by, "flows.move_place", place, old, new)


def _follow(by: Actor, action: str, place: Place, old: str, new: str) -> Place:
    for model in PATHS:
        rows = model._default_manager.filter(within("path", [old]))
        rows.update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    log.write(by, action, place, place.path, {"path": (old, new)})
    return place


def _committee_path(path: str) -> str:
    found = Place.objects.filter(path__in=ancestors(path), kind=COMMITTEE).values_list("path", flat=True)
    return next(iter(found), "")


def _refuse_to_part(place: Place) -> None:
    kept = sum(
        model._default_manager.filter(within("path", [place.path])).count()
        for model in PATHS
        if "committee" in {field.name for field in model._meta.fields}
    )
    if kept:
        raise Refused(
            _(
                "原居民区在这里记着 %(count)d 件事、活动或回执，编号是原居民区的，换过去就没人找得到。"
                "留在原居民区，或者在新居民区另建一处。"
            )
            % {"count": kept},
            "to",
        )
