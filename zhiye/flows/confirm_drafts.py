"""A worker says 对: drafts of a note become records of people, places, matters and contacts, in one transaction.

Homes first, then people (who may live there), then what speaks of them. Each record gets its line back to the
words. What needs a choice waits when several are confirmed together; sensitive ones are confirmed one by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.drafts.answering import hold_note, mark_answered, who_answered
from zhiye.drafts.models import PENDING, RIGHT, Draft
from zhiye.drafts.values import CARDS
from zhiye.flows.drafted import Note
from zhiye.flows.drafted_people import make_category, make_kin, make_person, make_wish
from zhiye.flows.drafted_records import (
    Made,
    heed_card,
    make_case,
    make_contact,
    make_home,
    make_promise,
)
from zhiye.flows.joining_later import join_later
from zhiye.journal.models import Entry
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Forbidden, NotFound, Refused

MAKERS = {
    "home": make_home,
    "person": make_person,
    "case": make_case,
    "contact": make_contact,
    "promise": make_promise,
    "category": make_category,
    "wish": make_wish,
    "kin": make_kin,
} | dict.fromkeys(CARDS, heed_card)
ORDER = tuple(MAKERS)


@dataclass(frozen=True)
class Answer:
    """对 on one draft, with what the worker made different (keys: see ``zhiye/drafts/README.md``)."""

    draft: Draft
    changes: Mapping[str, Any] = field(default_factory=dict)


@command("flows.confirm_drafts", gettext_lazy("核对了草稿"))
def confirm_drafts(by: Actor, *, entry: Entry, answers: list[Answer]) -> dict[str, Any]:
    """Make the records. Answers ``records`` (draft id → record id), ``left`` (draft id → why it still waits) and
    ``already`` (sentences telling who had answered before).

    Raises Refused when nothing could be made, with the reason of the first.
    """
    hold_note(by, entry)
    note = Note(by, entry, _held(entry))
    wanted = [(_of(note, answer), answer.changes) for answer in answers]
    already = [who_answered(draft) for draft, _changes in wanted if draft.state != PENDING]
    waiting = [(draft, changes) for draft, changes in wanted if draft.state == PENDING]
    if not waiting:
        raise Refused(already[0] if already else _("没有要记下的草稿。"))
    if len(answers) > 1 and any(draft.sensitive for draft, _changes in waiting):
        raise Refused(_("要当回事的、私密的几张，请一张一张点。"))
    waiting.sort(key=lambda one: (ORDER.index(one[0].kind), one[0].start))
    records, left = _make_all(note, waiting)
    if not records:
        raise next(iter(left.values()))
    told = {"drafts": (None, len(records))}
    log.write(by, "flows.confirm_drafts", entry, entry.path, told)
    return {
        "records": records,
        "left": {id_: refusal.message for id_, refusal in left.items()},
        "already": already,
    }


def _held(entry: Entry) -> dict[str, Draft]:
    """All drafts of the note, kept from others until the end: two who confirm at once do so one after the other."""
    rows = Draft.objects.select_for_update(of=("self",)).filter(entry=entry).order_by("id")
    return {str(draft.pk): draft for draft in rows.select_related("person", "place", "answered_by")}


def _of(note: Note, answer: Answer) -> Draft:
    draft = note.drafts.get(str(answer.draft.pk))
    if draft is None:
        raise NotFound
    draft.entry = note.entry
    return draft


def _make_all(
    note: Note, waiting: list[tuple[Draft, Mapping[str, Any]]]
) -> tuple[dict[str, str | None], dict[str, Refused]]:
    records: dict[str, str | None] = {}
    left: dict[str, Refused] = {}
    for draft, changes in waiting:
        try:
            with transaction.atomic():
                made = _make(note, draft, changes)
        except (Refused, Forbidden, NotFound) as refusal:
            if len(waiting) == 1:
                raise
            left[str(draft.pk)] = _as_told(refusal)
            note.drafts[str(draft.pk)].refresh_from_db()
            continue
        records[str(draft.pk)] = str(made.record) if made.record else None
    return records, left


def _as_told(refusal: Exception) -> Refused:
    if isinstance(refusal, Refused):
        return refusal
    return Refused(_("这一张说到您管不到的地方，请书记来点。"))


def _make(note: Note, draft: Draft, changes: Mapping[str, Any]) -> Made:
    made = MAKERS[draft.kind](note, draft, changes)
    changed = {**changes, **made.also}
    mark_answered(
        note.by, draft, RIGHT, record=made.record, person=made.person, place=made.place, changed=changed
    )
    join_later(note, draft)
    return made
