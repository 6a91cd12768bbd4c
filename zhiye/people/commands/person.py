"""Registering and correcting one person; looking at what is covered."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.audit.models import Look
from zhiye.kernel import clock, running, sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.ids import new_id
from zhiye.people import fields
from zhiye.people.commands.keeping import drop_idle_keys, hold_file, refresh_names, refresh_standing
from zhiye.people.commands.living import settle_in
from zhiye.people.commands.reach import put_contact
from zhiye.people.likeness import Likeness, Sketch, alike
from zhiye.people.models import ContactWay, Person, RivalValue
from zhiye.places.models import Place

EDIT, VIEW = "people.edit", "people.view"
REVEAL = {"id_number": "people.reveal_id", "phone": "people.reveal_phone"}
SHOWN_FOR = timedelta(minutes=5)  # how long an opened field may be read again from the same look


class MaybeSame(Refused):
    """Somebody like this is in the register already; ``found`` says who and why."""

    def __init__(self, found: list[Likeness]) -> None:
        super().__init__(_("这里已有一位很像的人，看看是不是同一位。"))
        self.found = found


@command("people.register", gettext_lazy("登记一位居民"))
def register_person(
    by: Actor,
    *,
    committee: Place,
    values: Mapping[str, str],
    home: Place | None = None,
    phone: str = "",
    living: Mapping[str, Any] | None = None,
    sure: bool = False,
) -> Person:
    """Add a person (``values`` by field name, as text) in ``home``, or in the committee's own file.

    Raises MaybeSame when somebody alike is there and the worker has not said ``sure``.
    """
    where = home or committee
    hold(where)
    by.require(EDIT, where.path, seen_with="people.list")
    person = Person(id=new_id(), path=where.path, home=home, origin=_gesture())
    for field, text in values.items():
        fields.set_value(person, field, text)
    if not person.name:
        fields.set_value(person, "name", "")
    if not sure and (found := alike(by, Sketch.of(person, phone), committee)):
        raise MaybeSame(found)
    person.save()
    if home:
        settle_in(person, home, **(living or {}))
        refresh_standing(person)
        person.save(update_fields=["standing"])
    if phone:
        put_contact(person, phone)
    refresh_names(person)
    told = {field: (None, fields.shown(field, text)) for field, text in values.items() if text}
    log.write(by, "people.register", person, person.path, told)
    return person


@command("people.correct", gettext_lazy("改了资料"))
def correct_person(
    by: Actor, *, person: Person, values: Mapping[str, str], seen: Mapping[str, str], reason: str = ""
) -> Person:
    """Change fields to ``values``; ``seen`` is what the worker had before their eyes.

    A field that somebody else changed meanwhile keeps the other's value and ours becomes a RivalValue
    for somebody to choose: nothing typed is lost, nothing is overwritten unseen.
    """
    hold_file(person)
    by.require(EDIT, person.path, seen_with="people.list")
    changes: dict[str, tuple[Any, Any]] = {}
    for field, text in values.items():
        held = fields.value(person, field)
        if text.strip() in (held, seen.get(field, held)):
            continue
        if held != seen.get(field, held):
            _keep_rival(by, person, field, text)
            continue
        fields.set_value(person, field, text)
        changes[field] = (fields.shown(field, held), fields.shown(field, fields.value(person, field)))
    if changes:
        person.version += 1
        person.save()
        refresh_names(person)
        drop_idle_keys([old for old, _new in [changes.get("name", ("", ""))] if old])
    log.write(by, "people.correct", person, person.path, changes, reason)
    return person


def _keep_rival(by: Actor, person: Person, field: str, text: str) -> None:
    fields.set_value(Person(id=person.pk), field, text)  # must be a value this field can hold
    id_ = new_id()
    kept = sealing.seal(text, rival_row(id_)).hex() if field in fields.SEALED else text
    RivalValue.objects.create(
        id=id_, person=person, field=field, value=kept, written_by=by.name, written_at=clock.now()
    )


def rival_row(rival_id: object) -> str:
    """The text that ties a sealed rival value to its row."""
    return f"people.rivalvalue.value:{rival_id}"


@command("people.settle_rival", gettext_lazy("两个写法里选了一个"))
def settle_rival(by: Actor, *, rival: RivalValue, keep: bool) -> Person:
    """Choose between the register's value and the rival one (``keep``)."""
    person = rival.person
    hold_file(person)
    hold(rival)
    by.require(EDIT, person.path, seen_with="people.list")
    if rival.settled_at:
        raise Refused(_("这一处已经有人选过了。"))
    changes = {}
    if keep:
        held, text = fields.value(person, rival.field), str(rival.value)
        if rival.field in fields.SEALED:
            text = sealing.unseal(bytes.fromhex(text), rival_row(rival.pk))
        fields.set_value(person, rival.field, text)
        changes = {rival.field: (fields.shown(rival.field, held), fields.shown(rival.field, text))}
        person.version += 1
        person.save()
        refresh_names(person)
    rival.settled_at, rival.kept = clock.now(), keep
    rival.save(update_fields=["settled_at", "kept"])
    log.write(by, "people.settle_rival", person, person.path, changes)
    return person


@command("people.look", gettext_lazy("看了遮住的内容"))
def look_at(by: Actor, *, person: Person, field: str, reason: str, way: ContactWay | None = None) -> Look:
    """Ask to see a covered field; the look is kept and shown to the person. Read it with ``queries.opened``."""
    by.require(REVEAL[field], person.path, seen_with="people.list")
    if not reason.strip():
        raise Refused(_("写一下为什么要看，比如“帮她报长护险”。"), "reason")
    role = getattr(by, "role_names", str)()
    subject = f"{field}:{way.pk}" if way else field
    return log.note_look(by, person, subject, person.path, reason.strip()[:400], role[:40])


@command("people.export_note", gettext_lazy("导出了名单"))
def note_sheet_export(by: Actor, *, place: Place, count: int, purpose: str) -> int:
    """Leave the trace of an export of ``count`` people below ``place``, with its purpose."""
    by.require("people.export", place.path, seen_with="people.list")
    if not purpose.strip():
        raise Refused(_("写一下导出做什么用。"), "purpose")
    log.write(by, "people.export_note", place, place.path, {"people": (None, count)}, purpose.strip()[:400])
    return count


def _gesture() -> Any:
    run = running.current()
    return run.op if run else None
