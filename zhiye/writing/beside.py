"""The page of a note put together: its words in pieces, and what stands beside them."""

import logging
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from zhiye.drafts import commands as drafts
from zhiye.drafts.looking import look
from zhiye.journal import queries
from zhiye.journal.models import Entry
from zhiye.journal.permissions import WRITE
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.scans.queries import photos_beside
from zhiye.writing import pages, showing
from zhiye.writing.card_forms import BY_HAND, hand_form
from zhiye.writing.desk import desk
from zhiye.writing.draft_cards import Reply
from zhiye.writing.forms import RING_CHOICES

SHORT = 76  # characters that stand in four lines of a phone
logger = logging.getLogger(__name__)


def read_into_drafts(by: Actor, entry: Entry, op: UUID) -> bool:
    """Whether the note could be read. It is saved already: a fault of the reader must not look like a lost note."""
    try:
        drafts.read_entry(by, entry=entry, looked=look(by, entry), op=op)
    except Exception:
        logger.exception("the note %s could not be read into drafts", entry.pk)
        return False
    return True


def note_context(
    actor: Actor,
    entry: Entry,
    replies: Mapping[str, Reply] | None = None,
    told: str = "",
    typed_form: Any = None,
) -> dict[str, Any]:
    """Everything the page of a note shows; the caller has been given the note."""
    beside = desk(actor, entry, replies, told)
    cards = [*beside.cards, *beside.hints, *beside.unlikely]
    spans = [card.shown.span for card in cards if card.shown.span]
    spans += [
        place
        for source in queries.sources(actor, entry)
        if (place := showing.where_now(source.quote, source.start, entry.text))
    ]
    return {
        "entry": entry,
        "day": showing.day_in_words(entry.written_on, clock.today()),
        "is_long": len(entry.text) > SHORT or entry.text.count("\n") > 3,
        "pieces": showing.pieces(entry.text, spans),
        "mine": queries.may_correct(actor, entry) and actor.may(WRITE),
        "about": pages.about_line(actor, entry),
        "matters": pages.matters_line(actor, entry),
        "rings": RING_CHOICES,
        "photos": photos_beside(actor, entry),
        "corrections": entry.version - 1,
        "today": timezone.localtime(entry.written_at).date() == clock.today(),
        "desk": beside,
        "by_hand": _by_hand(entry, typed_form) if beside.may_answer else [],
    }


def _by_hand(entry: Entry, typed_form: Any) -> list[dict[str, Any]]:
    """A chip for each kind, with its form; the one that was just typed into stands open."""
    chips = []
    for kind, word in BY_HAND.items():
        opened = typed_form is not None and typed_form.of_kind == kind
        chips.append(
            {
                "kind": kind,
                "word": word,
                "form": typed_form if opened else hand_form(kind, entry.ring),
                "open": opened,
            }
        )
    return chips
