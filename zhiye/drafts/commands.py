"""Reading a note into drafts, adding one by hand, and the answers that make no record."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiye.audit import log
from zhiye.cases.leave import LIST
from zhiye.drafts.answering import hold_note, mark_answered, refuse_answered
from zhiye.drafts.linking import link
from zhiye.drafts.looking import Looked, look
from zhiye.drafts.making import make
from zhiye.drafts.models import PENDING, RIGHT, WRONG, Draft
from zhiye.drafts.renewing import renew
from zhiye.drafts.sensitive import is_sensitive
from zhiye.drafts.shapes import BY_HAND, plain, tidy
from zhiye.drafts.values import CARDS
from zhiye.guidance.cards import cards
from zhiye.journal.models import Entry
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.command import command
from zhiye.kernel.errors import Refused
from zhiye.kernel.holding import hold
from zhiye.kernel.ids import new_id
from zhiye.people.models import Person
from zhiye.places.models import Place

WAITS = timedelta(days=30)  # an unanswered draft goes after that; the note stays


@command("drafts.read_entry", gettext_lazy("把一笔整理成草稿"))
def read_entry(by: Actor, *, entry: Entry, looked: Looked | None = None) -> Entry:
    """The note is read, and drafts stand beside it (``queries.drafts_of``).

    ``looked`` is what ``looking.look`` found outside the transaction; without it, or when the words have changed
    since, the note is read here, and no model is asked. Read again after a correction: what was answered stays, what
    waits is made anew, what was added by hand stays.
    """
    hold_note(by, entry)
    if looked is None or looked.version != entry.version:
        looked = look(by, entry, ask_model=False)
    findings = looked.findings
    links = link(by, findings, entry)
    advice = cards(entry.text, findings, clock.today(), settings.REGION)
    proposals = make(entry.text, entry.written_on, findings, links, advice)
    made, gone = renew(entry, proposals, clock.today() + WAITS)
    log.write(by, "drafts.read_entry", entry, entry.path, {"drafts": (gone, made)})
    return entry


@command("drafts.add", gettext_lazy("添了一张草稿"))
def add_draft(
    by: Actor,
    *,
    entry: Entry,
    kind: str,
    start: int = 0,
    end: int = 0,
    proposal: Mapping[str, Any] | None = None,
    person: Person | None = None,
    place: Place | None = None,
) -> Draft:
    """What the reader missed: a card of ``kind`` for the words from ``start`` to ``end`` (none when equal).

    Raises Refused for a kind that is not made by hand, and for words that are not there.
    """
    hold_note(by, entry)
    if person is not None:
        by.require(LIST, person.path, seen_with=LIST)
    if place is not None:
        by.require("places.view", place.path, seen_with="places.view")
    if kind not in BY_HAND:
        raise Refused(_("从列出的几项里选一个。"), "kind")
    if not 0 <= start <= end <= len(entry.text):
        raise Refused(_("这几个字不在这一笔里了，重新选一下。"), "start")
    told, id_ = tidy(kind, {key: plain(value) for key, value in (proposal or {}).items()}), new_id()
    quote = entry.text[start:end]
    draft = Draft.objects.create(
        id=id_,
        entry=entry,
        wording=entry.version,
        kind=kind,
        quote=quote,
        start=start,
        end=end,
        key=f"hand {id_}",
        proposal=told,
        person=person,
        place=place,
        confidence=1.0,
        sensitive=is_sensitive(kind, str(told.get("code", "")), quote),
        by_hand=True,
        expires_on=clock.today() + WAITS,
    )
    log.write(by, "drafts.add", draft, entry.path, {"kind": (None, kind)})
    return draft


@command("drafts.answer", gettext_lazy("看过一张草稿"))
def answer_draft(by: Actor, *, draft: Draft, wrong: bool) -> Draft:
    """不要, or 知道了 for a card that only tells something; what makes a record is confirmed in ``flows``."""
    hold_note(by, draft.entry)
    hold(draft)
    refuse_answered(draft)
    if not wrong and draft.kind not in CARDS:
        raise Refused(_("这一张要记下来，点“对”。"))
    mark_answered(by, draft, WRONG if wrong else RIGHT)
    told = {"state": (PENDING, draft.state)}
    log.write(by, "drafts.answer", draft, draft.entry.path, told)
    return draft


@command("drafts.forget", gettext_lazy("清掉了没有人看的草稿"))
def forget(by: Actor) -> int:
    """Drafts that nobody answered within ``WAITS`` go for good, of all notes; answers how many."""
    by.require("machine.run")
    held = expired().select_for_update(of=("self",))
    rows: list[tuple[UUID, str, log.Changes]] = [
        (pk, path, {}) for pk, path in held.values_list("pk", "entry__path")
    ]
    Draft.objects.filter(pk__in=[pk for pk, _path, _changes in rows]).delete()
    log.write_many(by, "drafts.forget", Draft._meta.label_lower, rows)
    return len(rows)


def expired() -> QuerySet[Draft]:
    """Drafts that ``forget`` would delete."""
    return Draft.objects.filter(state=PENDING, expires_on__lt=clock.today())
