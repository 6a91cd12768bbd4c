"""Changing the tree. Nothing is deleted: places end, and keep their former names."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.kernel import clock, running
from zhiye.kernel.actor import EVERYWHERE, Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.ids import new_id
from zhiye.kernel.paths import segment, within
from zhiye.places.kinds import KINDS, OVERLAYS
from zhiye.places.models import Coverage, FormerPlace, Place
from zhiye.places.naming import default_name, door_of
from zhiye.places.slots import END_OBJECTIONS

EDIT = "places.edit"
LONGEST_DOOR = 60  # characters, as the column holds


@command("places.add", gettext_lazy("新登记一处"))
def add_place(
    by: Actor,
    *,
    parent: Place | None,
    kind: str,
    code: str,
    name: str = "",
    floor: int | None = None,
    floors: int | None = None,
    lift: bool | None = None,
) -> Place:
    """Put a new place into the tree. Refuses a code that stands there already or a kind that cannot."""
    if parent:
        hold(parent)
    by.require(EDIT, parent.path if parent else EVERYWHERE, seen_with="places.view")
    code = code.strip()
    if not code:
        raise Refused(_("写一下门牌上的号，比如 115"), "code")
    if (parent.kind if parent else None) not in (KINDS[kind].under or (None,)):
        raise Refused(_("%(kind)s不能放在这里，换一个上级。") % {"kind": KINDS[kind].name}, "kind")
    _refuse_taken(parent, kind, code)
    id_ = new_id()
    made = Place.objects.create(
        id=id_,
        parent=parent,
        kind=kind,
        code=code,
        name=name or default_name(kind, code),
        path=(parent.path if parent else "") + segment(code, id_),
        door=_door(kind, code, parent),
        floor=floor,
        floors=floors,
        lift=lift,
        valid_from=clock.today(),
        origin=_gesture(),
    )
    log.write(by, "places.add", made, made.path, {"code": (None, code), "name": (None, made.name)})
    return made


@command("places.end", gettext_lazy("不再有这一处"))
def end_place(by: Actor, *, place: Place, on: date, reason: str) -> Place:
    """A place is no more from ``on``; what stood in it must have ended before."""
    hold(place)
    by.require(EDIT, place.path, seen_with="places.view")
    if place.valid_to:
        raise Refused(_("这一处已经记成不再有了。"))
    inside = Place.objects.filter(within("path", [place.path]), valid_to=None).exclude(pk=place.pk)
    if inside.exists():
        raise Refused(_("里面还有没结束的楼或家，先把它们结束。"))
    if place.valid_from and on < place.valid_from:
        raise Refused(_("结束的日子早于开始的日子，改一下日期。"), "on")
    for objection in END_OBJECTIONS.collect(by, place, on):
        raise Refused(objection)
    place.valid_to = on
    place.save(update_fields=["valid_to"])
    Coverage.objects.filter(Q(covered=place) | Q(overlay=place), until=None).update(
        until=Greatest("since", on)
    )
    log.write(by, "places.end", place, place.path, {"valid_to": (None, on)}, reason)
    return place


@command("places.rename", gettext_lazy("改名或改门牌"))
def rename_place(by: Actor, *, place: Place, code: str, name: str = "", reason: str = "") -> tuple[str, str]:
    """A new code or name; the old one is kept. Answers (old path, new path).

    Call through ``flows.reroute_place``, which carries the people along.
    """
    hold(place)
    by.require(EDIT, place.path, seen_with="places.view")
    code = code.strip() or place.code
    if code != place.code:
        _refuse_taken(place.parent, place.kind, code)
    return _reroute(
        by, "places.rename", place, place.parent, code, name or default_name(place.kind, code), reason
    )


@command("places.move", gettext_lazy("换到另一处下面"))
def move_place(by: Actor, *, place: Place, to: Place, reason: str = "") -> tuple[str, str]:
    """The place stands in ``to`` from now on. Answers (old path, new path).

    Call through ``flows.reroute_place``, which carries the people along.
    """
    hold(to)
    hold(place)
    by.require(EDIT, place.path, seen_with="places.view")
    by.require(EDIT, to.path, seen_with="places.view")
    if to.kind not in KINDS[place.kind].under:
        raise Refused(_("%(kind)s不能放在这里，换一个上级。") % {"kind": KINDS[place.kind].name}, "to")
    _refuse_taken(to, place.kind, place.code)
    return _reroute(by, "places.move", place, to, place.code, place.name, reason)


@command("places.cover", gettext_lazy("划进网格或楼组"))
def cover(by: Actor, *, overlay: Place, covered: Place, since: date | None = None) -> Coverage:
    """``overlay`` covers ``covered`` from ``since`` (today); the one before it ends that day."""
    hold(covered)
    by.require(EDIT, overlay.path, seen_with="places.view")
    by.require(EDIT, covered.path, seen_with="places.view")
    if overlay.kind not in OVERLAYS or covered.kind not in ("building", "unit"):
        raise Refused(_("网格和楼组只能划楼或单元。"), "covered")
    day = since or clock.today()
    before = Coverage.objects.filter(covered=covered, overlay_kind=overlay.kind, until=None).first()
    if before and before.overlay_id == overlay.pk:
        log.write(by, "places.cover", covered, covered.path)
        return before
    if before:
        if day < before.since:
            raise Refused(_("这一天之前它已经属于别的网格，改晚一点。"), "since")
        before.until = day
        before.save(update_fields=["until"])
    made = Coverage.objects.create(overlay=overlay, covered=covered, overlay_kind=overlay.kind, since=day)
    old = before.overlay.name if before else None
    log.write(by, "places.cover", covered, covered.path, {overlay.kind: (old, overlay.name)})
    return made


def _door(kind: str, code: str, parent: Place | None) -> str:
    door = door_of(kind, code, parent.door if parent else "")
    if len(door) > LONGEST_DOOR:
        raise Refused(_("连上楼和单元，门牌太长了，号写短一点。"), "code")
    return door


def _refuse_taken(parent: Place | None, kind: str, code: str) -> None:
    if Place.objects.filter(parent=parent, kind=kind, code=code, valid_to=None).exists():
        raise Refused(_("这里已经有“%(code)s”了，换一个号，或打开已有的那一处。") % {"code": code}, "code")


def _reroute(
    by: Actor, action: str, place: Place, parent: Place | None, code: str, name: str, reason: str
) -> tuple[str, str]:
    """Give ``place`` a new parent, code or name, keep the old ones, rewrite the paths and doors below."""
    old_path, old_door = place.path, place.door
    changes: dict[str, tuple[Any, Any]] = {}
    if parent != place.parent:
        changes["parent"] = (place.parent_id, parent.pk if parent else None)
    changes |= {
        f: (old, new)
        for f, old, new in (("code", place.code, code), ("name", place.name, name))
        if old != new
    }
    if not changes:
        raise Refused(_("和原来一样，没有要改的。"))
    FormerPlace.objects.create(
        place=place,
        parent=place.parent,
        code=place.code,
        name=place.name,
        door=place.door,
        until=clock.today(),
        reason=reason,
    )
    place.parent, place.code, place.name = parent, code, name
    place.path = (parent.path if parent else "") + segment(code, place.pk)
    place.door = _door(place.kind, code, parent)
    _rewrite_below(old_path, place.path, old_door, place.door, place.pk)
    place.save(update_fields=["parent", "code", "name", "path", "door"])
    log.write(by, action, place, place.path, changes, reason)
    return old_path, place.path


def _rewrite_below(old_path: str, new_path: str, old_door: str, new_door: str, top: UUID) -> None:
    inside = Place.objects.filter(within("path", [old_path])).exclude(pk=top)
    changed: list[Place] = []
    for place in inside:
        if old_door != new_door and place.door.startswith(old_door + "-"):
            place.door = new_door + place.door[len(old_door) :]
        place.path = new_path + place.path[len(old_path) :]
        changed.append(place)
    Place.objects.bulk_update(changed, ["path", "door"], batch_size=500)


def _gesture() -> UUID | None:
    run = running.current()
    return run.op if run else None
