"""A confirmed draft is taken back on the same day: its record goes the way its room takes things back.

What made no record (不要, 知道了) simply waits again.
"""

from collections.abc import Callable
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.audit.models import AuditEntry
from zhiye.cases import commands as cases
from zhiye.cases.models import Case, Party, Promise
from zhiye.drafts.answering import hold_note, mark_waiting
from zhiye.drafts.models import PENDING, RIGHT, Draft
from zhiye.drafts.shapes import refs_in
from zhiye.flows.merge_people import REFERENCES
from zhiye.journal.models import Source
from zhiye.journal.sources import undo_sources
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.ids import NIL
from zhiye.people import commands as people
from zhiye.people.commands.keeping import drop_idle_keys
from zhiye.people.models import (
    CategoryHolding,
    ContactWay,
    Household,
    KinTie,
    OtherName,
    Person,
    Residence,
    Wish,
)
from zhiye.visits import commands as visits
from zhiye.visits.models import Contact, Met

# What comes with a new person and goes with them, as far as the same gesture made it.
_OWN: tuple[type[models.Model], ...] = (Residence, ContactWay)
# What was taken back before keeps nobody in the register: the column that says so.
_TAKEN_BACK: dict[type[models.Model], str] = {
    Party: "case__withdrawn_at",
    Met: "contact__undone_at",
    Promise: "withdrawn_at",
    CategoryHolding: "until",
    Wish: "until",
    Source: "undone_at",
}
# Commands that write on the file itself.
_WRITING = ("people.correct", "people.settle_rival", "people.house", "people.leave", "people.return")


@command("flows.take_back_draft", gettext_lazy("撤销了一张草稿的“对”"))
def take_back_draft(by: Actor, *, draft: Draft) -> Draft:
    """The draft waits again, its record is taken back. Raises Refused the day after, and while others build on it."""
    hold_note(by, draft.entry)
    hold(draft)
    if draft.state == PENDING or draft.answered_at is None:
        raise Refused(_("这一张还没有点过，不用撤销。"))
    if timezone.localtime(draft.answered_at).date() != clock.today():
        raise Refused(_("过了当天就不从这里撤销了，到记下的那一条上去改。"))
    _refuse_built_upon(draft)
    was = draft.state
    if draft.record:
        _UNDO[draft.kind](by, draft)
    mark_waiting(draft)
    log.write(by, "flows.take_back_draft", draft, draft.entry.path, {"state": (was, PENDING)})
    return draft


def _refuse_built_upon(draft: Draft) -> None:
    others = Draft.objects.filter(entry=draft.entry, state=RIGHT, record__isnull=False).exclude(pk=draft.pk)
    built = [other for other in others if str(draft.pk) in refs_in(other.proposal)]
    if draft.kind == "person" and built:
        told = {"count": len(built)}
        raise Refused(_("这一笔里还有 %(count)d 条记在这一位名下，先撤销那些，再撤销这一张。") % told)


def _take_back_person(by: Actor, draft: Draft) -> None:
    """A link ends; somebody new goes again, unless others have written on the file since."""
    person = Person.objects.get(pk=_record(draft))
    hold(person)
    _end_line(draft)
    if person.origin != draft.op or person.merged_into_id:
        return
    by.require("people.edit", person.path, seen_with="people.list")
    if _written_on(person, draft):
        raise Refused(_("这一位的资料后来又有人写过，不能从这里撤销。到资料页上改，或者合并到对的那一份。"))
    draft.person = None
    draft.save(update_fields=["person"])
    Source.objects.filter(person=person).update(person=None)  # the lines have ended; they keep their words
    Draft.objects.filter(person=person, state=PENDING).update(person=None)
    _remove(person)
    log.write(by, "flows.take_back_draft", person, person.path, {"name": (person.name, None)})


def _written_on(person: Person, draft: Draft) -> bool:
    """Whether anything points at the person, or was changed on the file, besides what this draft brought."""
    later = AuditEntry.objects.filter(subject_id=person.pk, action__in=_WRITING).exclude(op=draft.op or NIL)
    return later.exists() or any(
        _standing_rows(model, field, person, draft).exists() for model, field, *_rest in REFERENCES
    )


def _standing_rows(
    model: type[models.Model], field: str, person: Person, draft: Draft
) -> models.QuerySet[models.Model]:
    """Rows of others that point at the person and stand."""
    rows = model._default_manager.filter(**{field: person})
    if model is OtherName:
        return rows.none()  # made of the names themselves
    if model is Draft:
        return rows.exclude(pk=draft.pk).exclude(state=PENDING)
    if model in _OWN:
        return rows.exclude(origin=draft.op or NIL)
    return rows.filter(**{_TAKEN_BACK[model]: None}) if model in _TAKEN_BACK else rows


def _remove(person: Person) -> None:
    households = list(Residence.objects.filter(person=person).values_list("household_id", flat=True))
    going: tuple[type[models.Model], ...] = (*_OWN, OtherName, Party, Met, CategoryHolding, Wish)
    Promise.objects.filter(person=person).update(person=None)
    for model in going:
        model._default_manager.filter(person=person).delete()
    lived_in = Residence.objects.exclude(household=None).values("household_id")
    Household.objects.filter(pk__in=households).exclude(pk__in=lived_in).delete()
    names = {person.name, *person.other_names.split("、"), person.called} - {""}
    Person.objects.filter(pk=person.pk).delete()
    drop_idle_keys(names)


def _take_back_home(by: Actor, draft: Draft) -> None:
    _end_line(draft)
    for residence in Residence.objects.filter(home=_record(draft), origin=draft.op or NIL, until=None):
        people.end_residence(by, residence=residence, on=max(clock.today(), residence.since or clock.today()))


def _take_back_case(by: Actor, draft: Draft) -> None:
    """A matter opened by this answer is withdrawn; one that the note had joined stands as before."""
    case = Case.objects.get(pk=_record(draft))
    joined = (draft.changed or {}).get("joined")
    if joined is None:
        if case.withdrawn_at is None:
            cases.withdraw_case(by, case=case, reason=_("撤销草稿"))
        return
    _end_line(draft)
    for party in Party.objects.filter(case=case, person__in=joined).select_related("case"):
        cases.part_person(by, party=party)


def _take_back_contact(by: Actor, draft: Draft) -> None:
    contact = Contact.objects.get(pk=_record(draft))
    if contact.undone_at is None:
        visits.take_back_contact(by, contact=contact)


def _take_back_promise(by: Actor, draft: Draft) -> None:
    promise = Promise.objects.get(pk=_record(draft))
    if promise.withdrawn_at is None:
        cases.withdraw_promise(by, promise=promise, reason=_("撤销草稿"))


def _take_back_category(by: Actor, draft: Draft) -> None:
    _end_line(draft)
    holding = CategoryHolding.objects.select_related("person").get(pk=_record(draft))
    if holding.until is None:
        people.end_category(by, holding=holding, reason=_("撤销草稿"))


def _take_back_wish(by: Actor, draft: Draft) -> None:
    _end_line(draft)
    wish = Wish.objects.select_related("person").get(pk=_record(draft))
    if wish.until is None:
        people.end_wish(by, wish=wish)


def _take_back_kin(by: Actor, draft: Draft) -> None:
    _end_line(draft)
    tie = KinTie.objects.select_related("person", "other").filter(pk=_record(draft)).first()
    if tie is not None:
        people.untie_kin(by, tie=tie)


def _take_back_safe_contact(by: Actor, draft: Draft) -> None:
    """How somebody is reached safely is never loosened by an undo: that is changed on the file."""
    _end_line(draft)


def _end_line(draft: Draft) -> None:
    undo_sources([_record(draft)], draft.entry)


def _record(draft: Draft) -> UUID:
    return draft.record or NIL


_UNDO: dict[str, Callable[[Actor, Draft], None]] = {
    "person": _take_back_person,
    "home": _take_back_home,
    "case": _take_back_case,
    "contact": _take_back_contact,
    "promise": _take_back_promise,
    "category": _take_back_category,
    "wish": _take_back_wish,
    "kin": _take_back_kin,
    "safety": _take_back_promise,
    "violence": _take_back_safe_contact,
}
