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
from zhiye.places import queries as places
from zhiye.writing.card_forms import ChangeForm, WhoIsMeant, change_form, changes_of, found_people, hand_form
from zhiye.writing.cards import TELLING, Reply, desk
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
    draft = queries.draft(by, posted.get("draft", ""))
    if draft.entry_id != entry.pk:
        raise NotFound
    key, tap = str(draft.pk), posted.get("answer", "right")
    form = _typed(by, entry, draft, posted) if tap == "change" else None
    try:
        if tap == "back":
            take_back_draft(by, draft=draft, op=op)
        elif tap == "wrong" or draft.kind in TELLING:
            drafts.answer_draft(by, draft=draft, wrong=tap == "wrong", op=op)
        elif form is not None and not form.is_valid():
            return Outcome({key: Reply(_("看看标红的地方。"), form.data)})
        else:
            _confirm(by, entry, draft, _changes(by, draft, posted, form), op)
    except WhoIsMeant as asked:
        return Outcome({key: _who_is_meant(asked, form)})
    except MaybeSame:
        sure = Reply(_("名册里已有一位很像的。是同一位就选，不是就点“都不是，新登记一位”。"), None, _names(draft, form))
        return Outcome({key: sure})
    except Refused as refused:
        draft.refresh_from_db()
        if draft.state != "pending":
            return Outcome(told=refused.message)  # its card is a line by now
        return Outcome({key: Reply(refused.message, form.data if form else None)})
    return Outcome()


def _typed(by: Actor, entry: Entry, draft: Draft, posted: QueryDict) -> ChangeForm | None:
    ring = "secretary" if draft.sensitive or entry.ring != "team" else "team"
    return change_form(draft, ring, by.may("people.secret", entry.path), posted)


def _changes(by: Actor, draft: Draft, posted: QueryDict, form: ChangeForm | None) -> dict[str, Any]:
    """What the worker made of the draft, by the keys of the flow."""
    changes = changes_of(by, form) if form else {}
    if choice := posted.get("choose", ""):
        if choice == "surely-new":
            changes |= {"person": NEW, "sure": True}
        else:
            changes[{"person": "person", "home": "place", "case": "case"}.get(draft.kind, "person")] = choice
    if way := posted.get("safe_contact", ""):
        changes["safe_contact"] = way
    return changes


def _confirm(by: Actor, entry: Entry, draft: Draft, changes: dict[str, Any], op: UUID) -> None:
    confirm_drafts(by, entry=entry, answers=[Answer(draft, changes)], op=op)


def _answer_rest(by: Actor, entry: Entry, op: UUID) -> Outcome:
    """其余都对: what is delicate, or has to be chosen, goes on waiting."""
    rest = [card.draft for card in desk(by, entry).cards if card.in_rest]
    try:
        done = confirm_drafts(by, entry=entry, answers=[Answer(draft) for draft in rest], op=op)
    except Refused as refused:
        return Outcome(told=refused.message)
    return Outcome({id_: Reply(told) for id_, told in done["left"].items()}, "".join(done["already"]))


def _who_is_meant(asked: WhoIsMeant, form: ChangeForm | None) -> Reply:
    typed = form.data if form else None
    if not asked.found:
        told = _("没有找到“%(words)s”。换个写法，比如门牌 115-402。")
        return Reply(told % {"words": asked.words}, typed)
    return Reply(_("“%(words)s”有几位，选一位。") % {"words": asked.words}, typed, asked.words)


def _names(draft: Draft, form: ChangeForm | None) -> str:
    typed = form.cleaned_data if form else {}
    return str(typed.get("name") or draft.proposal.get("name") or draft.proposal.get("called") or "")


def add_by_hand(by: Actor, entry: Entry, posted: QueryDict, op: UUID) -> tuple[Outcome, ChangeForm]:
    """A chip: a draft for the words that are marked (or for none), confirmed at once where nothing is left open."""
    kind = posted.get("kind_of_card", "")
    form = hand_form(kind, entry.ring, posted)
    if not form.is_valid():
        return Outcome(told=_("看看标红的地方。")), form
    try:
        given, sure = _given(by, form)
        start, end = _span(posted, entry)
        draft = drafts.add_draft(by, entry=entry, kind=kind, start=start, end=end, **given, op=op)
    except Refused as refused:
        return Outcome(told=refused.message), form
    if sure:
        try:
            _confirm(by, entry, draft, _ring_of(form), part_of(op, "confirm"))
        except Refused as refused:
            return Outcome({str(draft.pk): Reply(refused.message)}), form
    return Outcome(), form


def _given(by: Actor, form: ChangeForm) -> tuple[dict[str, Any], bool]:
    """What the new draft holds, and whether it can be confirmed without another look."""
    told, kind = dict(form.cleaned_data), form.of_kind
    given: dict[str, Any] = {}
    words = str(told.pop("who", "")).strip()
    changes = changes_of(by, _without_who(form))
    if "place" in changes:
        given["place"] = places.place(by, changes["place"])
    if kind == "promise":
        told["who"] = told.pop("promiser", "")
    if kind == "home" and "place" not in given:
        raise Refused(_("写一下门牌，比如 115-402。"), "where")
    if (kind == "case" and not told.get("title")) or (kind == "promise" and not told.get("what")):
        raise Refused(_("写一句是什么事。"))
    if (kind == "wish" and not told.get("text")) or (kind == "person" and not words):
        raise Refused(_("写一句，再点“记下”。"))
    found = found_people(by, words) if words else []
    if len(found) == 1:
        given["person"] = found[0]
    elif kind == "person":
        told |= {"name": words, "candidates": [{"person": str(one.pk), "why": ""} for one in found]}
    elif words:
        raise Refused(_who_is_meant(WhoIsMeant(words, [str(one.pk) for one in found]), None).told)
    return {"proposal": told, **given}, kind != "person" or len(found) == 1


def _without_who(form: ChangeForm) -> ChangeForm:
    form.cleaned_data = {name: value for name, value in form.cleaned_data.items() if name != "who"}
    return form


def _ring_of(form: ChangeForm) -> dict[str, Any]:
    ring = form.cleaned_data.get("ring")
    return {"ring": ring} if ring else {}


def _span(posted: QueryDict, entry: Entry) -> tuple[int, int]:
    """The words that were marked, as the page's script counted them; (0, 0) for none."""
    start, end = posted.get("start", ""), posted.get("end", "")
    if not (start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal()) or len(start + end) > 12:
        return 0, 0
    return (int(start), int(end)) if int(start) <= int(end) <= len(entry.text) else (0, 0)
