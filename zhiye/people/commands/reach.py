"""Telephone numbers: sealed, found by fingerprint, shown by their ends."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.kernel import clock, running, sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.ids import new_id
from zhiye.people.commands.keeping import hold_file, refuse_ended
from zhiye.people.models import ContactWay, Person
from zhiye.people.phone import read_phones

EDIT = "people.edit"


def row_of(way_id: object) -> str:
    """The text that ties a sealed number to its row."""
    return f"people.contactway.number:{way_id}"


def put_contact(person: Person, text: str, whose: str = "", source: str = "") -> ContactWay:
    """Store the number read from ``text``; the one already there when it is the same."""
    numbers = read_phones(text)
    if len(numbers) != 1:
        raise Refused(_("写一个号码，比如 13800000000 或 021-00000000。"), "phone")
    phone = numbers[0]
    if phone.problem:
        sentence = _("这个号码好像少一位或多一位，现在是 %(count)d 位。")
        raise Refused(sentence % {"count": len(phone.number)}, "phone")
    index = sealing.blind_index(phone.number)
    if held := ContactWay.objects.filter(person=person, number_index=index, until=None).first():
        return held
    id_ = new_id()
    run = running.current()
    return ContactWay.objects.create(
        id=id_,
        person=person,
        kind=phone.kind,
        number=sealing.seal(phone.number, row_of(id_)),
        number_index=index,
        head=phone.number[:3],
        tail=phone.number[-4:],
        whose=whose,
        source=source,
        origin=run.op if run else None,
    )


@command("people.add_contact", gettext_lazy("加了电话"))
def add_contact(by: Actor, *, person: Person, number: str, whose: str = "", source: str = "") -> ContactWay:
    """Another number of the person, or of somebody (``whose``) through whom they are reached."""
    hold_file(person)
    by.require(EDIT, person.path, seen_with="people.list")
    way = put_contact(person, number, whose.strip()[:40], source)
    log.write(by, "people.add_contact", person, person.path, {"phone": (None, str(way))})
    return way


@command("people.end_contact", gettext_lazy("停用电话"))
def end_contact(by: Actor, *, way: ContactWay, on: date | None = None) -> ContactWay:
    """The number is no longer theirs."""
    hold(way)
    by.require(EDIT, way.person.path, seen_with="people.list")
    refuse_ended(way.until)
    way.until = on or clock.today()
    way.save(update_fields=["until"])
    log.write(by, "people.end_contact", way.person, way.person.path, {"phone": (str(way), None)})
    return way
