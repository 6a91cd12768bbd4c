"""A matter is told better: its title, its kind, its ring, the place it is about."""

from collections.abc import Callable
from types import EllipsisType
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.cases.commands.keeping import hold_case
from zhiye.cases.commands.meanwhile import changed
from zhiye.cases.commands.opening import known_code, title_of
from zhiye.cases.leave import known_ring
from zhiye.cases.models import Case, Party, Promise
from zhiye.cases.permissions import EDIT
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.places.models import Place

SEEN_WITH = "places.view"
# What upper rooms keep by the path of a matter: called with the matter and its former path once it stands elsewhere.
FOLLOW: list[Callable[[Case, str], Any]] = []


@command("cases.describe", gettext_lazy("改了事项"))
def describe_case(
    by: Actor,
    *,
    case: Case,
    title: str,
    code: str,
    ring: str,
    version: int,
    place: Place | EllipsisType | None = ...,
) -> Case:
    """Another title, another kind, another ring, another ``place`` (None: none; left out, it stays).

    The matter and what was promised in it stand where that place is, else where its first person lives, else with the
    committee; number, clock and limit stay. Raises Conflict when somebody changed it meanwhile, NotFound for a place
    that ``by`` does not see, Refused for one of another committee.
    """
    hold_case(by, case)
    known_ring(ring)
    new: dict[str, Any] = {"title": title_of(title), "code": known_code(code), "ring": ring}
    if not isinstance(place, EllipsisType):
        new["place"] = _place_for(by, case, place)
    changes = {field: (getattr(case, field), value) for field, value in new.items()}
    changes = {field: (old, value) for field, (old, value) in changes.items() if old != value}
    if changes and version != case.version:
        raise changed(by, case, {field: (value, old) for field, (old, value) in changes.items()})
    narrow = "secretary" in (case.ring, ring)
    for field, value in new.items():
        setattr(case, field, value)
    if changes:
        case.version += 1
        case.save(update_fields=[*new, "version"])
    if "place" in changes:
        _go_along(case, changes["place"][0])
    if ring == "secretary" and "ring" in changes:  # its promises would go on telling of it
        Promise.objects.filter(case=case).update(ring=ring)
    if narrow and "title" in changes:
        changes["title"] = (log.SECRET, log.SECRET)
    log.write(by, "cases.describe", case, case.path, changes)
    return case


def _place_for(by: Actor, case: Case, place: Place | None) -> Place | None:
    """The place, if ``by`` may write about it in this matter; the one it has needs no leave. Raises NotFound,
    Forbidden, Refused."""
    if place is None or place.pk == case.place_id:
        return place
    by.require(EDIT, place.path, seen_with=SEEN_WITH)
    if not place.path.startswith(case.committee.path):
        told = {"committee": case.committee.name}
        raise Refused(_("这件事是%(committee)s的，只能改成本居民区里的一处。") % told, "home")
    return place


def _go_along(case: Case, was: Place | None) -> None:
    """The path follows the place, as when the matter was opened; so does what was promised in it."""
    former = case.path
    lives = Party.objects.filter(case=case, person__path__startswith=case.committee.path).select_related(
        "person"
    )
    first = lives.first()
    about = case.place or (first.person if first else None)
    case.path = about.path if about else case.committee.path
    case.save(update_fields=["path"])
    for promise in Promise.objects.select_for_update().filter(case=case):
        if was and promise.place_id == was.pk:
            promise.place = case.place
        stands = promise.place or promise.person or case
        promise.path = stands.path
        promise.save(update_fields=["place", "path"])
    for follow in FOLLOW:
        follow(case, former)
