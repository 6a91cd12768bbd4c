"""Storing proposals beside a note: new ones are added, waiting ones renewed in place, answered ones left alone."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from zhiye.drafts.models import PENDING, RIGHT, Draft
from zhiye.drafts.shapes import renamed
from zhiye.drafts.values import PERSON, Proposal
from zhiye.journal.models import Entry
from zhiye.kernel.ids import new_id

_RENEWED = (
    "wording", "quote", "start", "end", "proposal", "person", "place", "reason", "confidence", "sensitive",
    "expires_on",
)  # fmt: skip
LONGEST_KEY = 120


def renew(entry: Entry, proposals: list[Proposal], expires_on: date) -> tuple[int, int]:
    """The drafts of ``entry`` become ``proposals``. Answers how many wait now, and how many went.

    A draft keeps its id while it says the same, so that a page drawn before still answers the right one.
    """
    known = list(Draft.objects.select_for_update().filter(entry=entry).order_by("start", "id"))
    matches = _match(proposals, known)
    ids = {p.ref: str(draft.pk if (draft := matches.get(p.ref)) else new_id()) for p in proposals}
    fresh: list[Draft] = []
    again: list[Draft] = []
    for proposal in proposals:
        draft = matches.get(proposal.ref)
        if draft is not None and (draft.state != PENDING or draft.by_hand):
            continue
        row = _row(entry, proposal, ids, expires_on)
        (fresh if draft is None else again).append(row)
    kept = {draft.pk for draft in matches.values()}
    gone = [d.pk for d in known if d.state == PENDING and not d.by_hand and d.pk not in kept]
    Draft.objects.filter(pk__in=gone).delete()
    Draft.objects.bulk_create(fresh)
    Draft.objects.bulk_update(again, _RENEWED)
    return len(fresh) + len(again), len(gone)


def _row(entry: Entry, proposal: Proposal, ids: dict[str, str], expires_on: date) -> Draft:
    return Draft(
        id=ids[proposal.ref],
        entry=entry,
        wording=entry.version,
        kind=proposal.kind,
        quote=proposal.quote,
        start=proposal.start,
        end=proposal.end,
        key=proposal.key[:LONGEST_KEY],
        proposal=renamed(proposal.proposal, ids),
        person_id=proposal.person,
        place_id=proposal.place,
        reason=proposal.reason[:120],
        confidence=proposal.confidence,
        sensitive=proposal.sensitive,
        expires_on=expires_on,
    )


def _match(proposals: Iterable[Proposal], known: list[Draft]) -> dict[str, Draft]:
    """Which stored draft says the same: by kind and key, in the order of the words; people also by who they are."""
    waiting: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in known:
        waiting[draft.kind, draft.key].append(draft)
    confirmed = {draft.person_id: draft for draft in known if draft.kind == PERSON and draft.state == RIGHT}
    found: dict[str, Draft] = {}
    for proposal in proposals:
        same = waiting[proposal.kind, proposal.key[:LONGEST_KEY]]
        if same:
            found[proposal.ref] = same.pop(0)
        elif proposal.kind == PERSON and proposal.person and proposal.person in confirmed:
            found[proposal.ref] = confirmed[proposal.person]
    return found
