"""A chip: what the reader missed, or all of it where the reader is off, written by hand as a draft like the others."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from zhiye.drafts import commands as drafts
from zhiye.journal.models import Entry
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Refused
from zhiye.places import queries as places
from zhiye.writing.answering import Outcome, confirm, who_is_meant
from zhiye.writing.card_forms import BY_HAND, ChangeForm, WhoIsMeant, changes_of, found_people, hand_form
from zhiye.writing.draft_cards import Reply
from zhiye.writing.saving import part_of


def add_by_hand(by: Actor, entry: Entry, posted: QueryDict, op: UUID) -> tuple[Outcome, ChangeForm]:
    """A chip: a draft for the words that are marked (or for none), confirmed at once where nothing is left open."""
    kind = posted.get("kind_of_card", "")
    if kind not in BY_HAND:
        raise Refused(_("从列出的几项里选一个。"))
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
            confirm(by, entry, draft, _ring_of(form), part_of(op, "confirm"))
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
    _refuse_empty(kind, told, words, given)
    found = found_people(by, words) if words else []
    if len(found) == 1:
        given["person"] = found[0]
    elif kind == "person":
        told |= {"name": words, "candidates": [{"person": str(one.pk), "why": ""} for one in found]}
    elif words:
        raise Refused(who_is_meant(by, WhoIsMeant(words, [str(one.pk) for one in found]), None).told)
    return {"proposal": told, **given}, kind != "person" or len(found) == 1


def _refuse_empty(kind: str, told: dict[str, Any], words: str, given: dict[str, Any]) -> None:
    if kind == "home" and "place" not in given:
        raise Refused(_("写一下门牌，比如 115-402。"), "where")
    needed = {
        "case": told.get("title"),
        "promise": told.get("what"),
        "wish": told.get("text"),
        "person": words,
    }
    if kind in needed and not needed[kind]:
        raise Refused(_("写一句，再点“记下”。"))


def _without_who(form: ChangeForm) -> ChangeForm:
    form.cleaned_data = {name: value for name, value in form.cleaned_data.items() if name != "who"}
    return form


def _ring_of(form: ChangeForm) -> dict[str, Any]:
    ring = form.cleaned_data.get("ring")
    return {"ring": ring} if ring else {}


def _span(posted: QueryDict, entry: Entry) -> tuple[int, int]:
    """The words that were marked, as the page's script counted them; (0, 0) for none."""
    start, end = posted.get("start", ""), posted.get("end", "")
    if (
        not (start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal())
        or len(start + end) > 12
    ):
        return 0, 0
    return (int(start), int(end)) if int(start) <= int(end) <= len(entry.text) else (0, 0)
