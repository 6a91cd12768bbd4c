"""A tap on a card becomes a command; what a rule refuses is told on that card, with what was typed still in it."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from zhiye.drafts import commands as drafts
from zhiye.drafts import queries
from zhiye.drafts.models import Draft
from zhiye.flows.confirm_drafts import Answer, confirm_drafts
from zhiye.flows.take_back_draft import take_back_draft
from zhiye.journal.models import Entry
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound, Refused
from zhiye.people.commands.person import MaybeSame
from zhiye.writing.card_forms import ChangeForm, WhoIsMeant, change_form, changes_of, found_people
from zhiye.writing.desk import desk
from zhiye.writing.draft_cards import TELLING, Reply
from zhiye.writing.saving import part_of

NEW = "new"


@dataclass
class Outcome:
    """What a tap left behind: words for a card (by draft id), and words that belong to no card."""

    replies: dict[str, Reply] = field(default_factory=dict)
    told: str = ""

    @property
    def went_well(self) -> bool:
        """Whether everything was done."""
        return not (self.replies or self.told)


def answer(by: Actor, entry: Entry, posted: QueryDict, op: UUID) -> Outcome:
    """Carry out one tap: 对, 改, 不要, 知道了, a choice, 撤销, 其余都对."""
    if "rest" in posted:
        return _answer_rest(by, entry, op)
    if "hints" in posted:
        return _answer_hints(by, entry, posted.get("answer") == "back", op)
    return _answer_one(by, entry, posted, op)


def _answer_one(by: Actor, entry: Entry, posted: QueryDict, op: UUID) -> Outcome:
    draft = queries.draft(by, posted.get("draft", ""))
    if draft.entry_id != entry.pk:
        raise NotFound
    key = str(draft.pk)
    form = _typed(by, entry, draft, posted) if posted.get("answer") == "change" else None
    if form is not None and not form.is_valid():
        return Outcome({key: Reply(_("看看标红的地方。"), form.data)})
    try:
        _carry_out(by, entry, draft, posted, form, op)
    except WhoIsMeant as asked:
        return Outcome({key: who_is_meant(by, asked, form)})
    except MaybeSame as same:
        alike = tuple(one.person for one in same.found if by.may("people.list", one.person.path))
        told = _("名册里已有一位很像的。是同一位就选，不是就点“都不是，新登记一位”。")
        return Outcome({key: Reply(told, form.data if form else None, alike, anew=True)})
    except Refused as refused:
        draft.refresh_from_db()
        if draft.state != "pending":
            return Outcome(told=refused.message)  # its card is a line by now
        return Outcome({key: Reply(refused.message, form.data if form else None)})
    return Outcome()


def _carry_out(
    by: Actor, entry: Entry, draft: Draft, posted: QueryDict, form: ChangeForm | None, op: UUID
) -> None:
    tap = posted.get("answer", "right")
    if tap == "back":
        take_back_draft(by, draft=draft, op=op)
    elif tap == "wrong" or draft.kind in TELLING:
        drafts.answer_draft(by, draft=draft, wrong=tap == "wrong", op=op)
    else:
        confirm(by, entry, draft, _changes(by, draft, posted, form), op)


def _typed(by: Actor, entry: Entry, draft: Draft, posted: QueryDict) -> ChangeForm | None:
    ring = "secretary" if draft.sensitive or entry.ring != "team" else "team"
    return change_form(draft, ring, by.may("people.secret", entry.path), posted)


def _changes(by: Actor, draft: Draft, posted: QueryDict, form: ChangeForm | None) -> dict[str, Any]:
    """What the worker made of the draft, by the keys of the flow."""
    choice = posted.get("choose", "").partition(":")[2]
    if form and choice:
        form.cleaned_data.pop("who", None)  # a tap on one of those found is the answer to these words
    changes = changes_of(by, form) if form else {}
    changes |= _chosen(posted)
    if "whom" in posted:
        changes["people"] = [posted["whom"]] if posted["whom"] else []
    if way := posted.get("safe_contact", ""):
        changes["safe_contact"] = way
        if note := posted.get("safe_contact_note", "").strip():
            changes["safe_contact_note"] = note[:200]
    return changes


def _chosen(posted: QueryDict) -> dict[str, Any]:
    """What a tap on one of the choices says."""
    key, _colon, choice = posted.get("choose", "").partition(":")
    if key == "new":
        named = {"name": _("来访人"), "called": ""} if choice == "visitor" else {}
        return {"person": NEW, "sure": True, **named}
    if key == "people":
        return {"people": [choice]}
    return {key: choice} if key in ("person", "place", "case") else {}


def confirm(by: Actor, entry: Entry, draft: Draft, changes: dict[str, Any], op: UUID) -> None:
    """One draft is right."""
    confirm_drafts(by, entry=entry, answers=[Answer(draft, changes)], op=op)


def _answer_rest(by: Actor, entry: Entry, op: UUID) -> Outcome:
    """其余都对: what is delicate, or has to be chosen, goes on waiting."""
    rest = [card.draft for card in desk(by, entry).cards if card.in_rest]
    try:
        done = confirm_drafts(by, entry=entry, answers=[Answer(draft) for draft in rest], op=op)
    except Refused as refused:
        return Outcome(told=refused.message)
    return Outcome({id_: Reply(told) for id_, told in done["left"].items()}, "".join(done["already"]))


def _answer_hints(by: Actor, entry: Entry, back: bool, op: UUID) -> Outcome:
    """知道了 for all hints of the note at once, or its 撤销; they make no records."""
    beside = desk(by, entry)
    for card in beside.hints_to_take_back if back else beside.hints_waiting:
        part = part_of(op, str(card.draft.pk))
        if back:
            take_back_draft(by, draft=card.draft, op=part)
        else:
            drafts.answer_draft(by, draft=card.draft, wrong=False, op=part)
    return Outcome()


def who_is_meant(by: Actor, asked: WhoIsMeant, form: ChangeForm | None) -> Reply:
    """Nobody of that name, or several to choose from."""
    typed = form.data if form else None
    if not asked.found:
        told = _("没有找到“%(words)s”。换个写法，比如门牌 115-402。")
        return Reply(told % {"words": asked.words}, typed)
    people = tuple(found_people(by, asked.words))
    return Reply(_("“%(words)s”有几位，选一位。") % {"words": asked.words}, typed, people)
