"""Matters that look like one: before a new one is saved, and beside those of a list. Only a question to the worker."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhiye.cases.alike import DAYS, ENOUGH, NEWEST, Likeness, Look, likeness, pairs, weights_of
from zhiye.cases.leave import committee_at, committees_of
from zhiye.cases.models import Case
from zhiye.cases.permissions import EDIT
from zhiye.cases.queries.seen import cases_seen
from zhiye.cases.slots import CASE_WORDS
from zhiye.cases.workflow import MERGED, OPEN
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place

_TELLING = 10  # of its pairs, the rarest: whoever shares none of them is nowhere near enough
_SPAN = timedelta(days=DAYS)


@dataclass(frozen=True)
class Twin:
    """A matter that looks like another one, and why in words."""

    case: Case
    why: str
    score: float


def suggestions(actor: Actor, text: str, place: Place | None, on: date, *, most: int = 3) -> list[Twin]:
    """Matters, open or ended, that look like what ``text`` tells of ``place`` on the day ``on``; the likest first."""
    own = committee_at(place.path) if place else next(iter(committees_of(actor, EDIT)), None)
    if own is None or not text:
        return []
    rows = Case.objects.filter(cases_seen(actor), committee=own).exclude(state=MERGED)
    looks = _looks(actor, _around(rows, on, on))
    asked = Look(pairs(text), (place or own).path, on)
    weights = weights_of([*looks.values(), asked])
    found = {key: likeness(asked, look, weights) for key, look in looks.items() if look.pairs & asked.pairs}
    rows = Case.objects.select_related("place", "owner")
    return _told({None: found}, most, rows, {}).get(None, [])


def twins_of(actor: Actor, cases: Sequence[Case]) -> dict[UUID, Twin]:
    """For each open matter that has one: the open matter that looks most like it."""
    asking: dict[UUID, list[Case]] = defaultdict(list)
    for case in cases:
        if case.state in OPEN:
            asking[case.committee_id].append(case)
    found: dict[UUID, dict[UUID, Likeness]] = {}
    for committee, own in asking.items():
        found |= _among(actor, committee, own)
    listed = {case.pk: case for case in cases}
    return {key: twins[0] for key, twins in _told(found, 1, Case.objects.all(), listed).items()}


def _among(actor: Actor, committee: UUID, cases: list[Case]) -> dict[UUID, dict[UUID, Likeness]]:
    """Every pair of ``cases`` and open matters of their committee that shares telling words."""
    rows = Case.objects.filter(cases_seen(actor), committee=committee, state__in=OPEN)
    days = [case.opened_on for case in cases]
    looks = _looks(actor, _around(rows, min(days), max(days)), cases)
    weights = weights_of(looks.values())
    posted: dict[str, list[UUID]] = defaultdict(list)
    for case in cases:
        for pair in sorted(looks[case.pk].pairs, key=lambda pair: (-weights[pair], pair))[:_TELLING]:
            posted[pair].append(case.pk)
    found: dict[UUID, dict[UUID, Likeness]] = defaultdict(dict)
    for key, look in looks.items():
        for own in {own for pair in look.pairs & posted.keys() for own in posted[pair]} - {key}:
            found[own][key] = likeness(looks[own], look, weights)
    return found


def _around(rows: QuerySet[Case], first: date, last: date) -> list[tuple[Any, ...]]:
    """The newest matters up to ``last``, and the oldest of those that came after it, within the days."""
    values = rows.values_list("pk", "title", "path", "opened_on")
    before = values.filter(opened_on__range=(first - _SPAN, last)).order_by("-opened_on", "-id")[:NEWEST]
    after = values.filter(opened_on__gt=last, opened_on__lte=last + _SPAN).order_by("opened_on", "id")
    return [*before, *after[: NEWEST // 4]]


def _looks(actor: Actor, rows: Iterable[tuple[Any, ...]], more: Iterable[Case] = ()) -> dict[UUID, Look]:
    known = {row[0]: row[1:] for row in rows}
    known |= {case.pk: (case.title, case.path, case.opened_on) for case in more}
    words = _words(actor, known.keys())
    return {
        key: Look(pairs(title) | pairs(words.get(key, "")), path, day)
        for key, (title, path, day) in known.items()
    }


def _words(actor: Actor, keys: Collection[UUID]) -> Mapping[UUID, str]:
    """What else was said of these matters, in the words upper rooms keep."""
    said: dict[UUID, str] = {}
    for answer in CASE_WORDS.collect(actor, list(keys)):
        said |= answer
    return said


def _told(
    found: Mapping[Any, Mapping[UUID, Likeness]], most: int, rows: QuerySet[Case], listed: Mapping[UUID, Case]
) -> dict[Any, list[Twin]]:
    """The likest of each, at most ``most``, with the matters themselves: those ``listed`` already, the others of
    ``rows``. One question."""
    best = {
        key: sorted((one for one in alike.items() if one[1].score >= ENOUGH), key=_likest)[:most]
        for key, alike in found.items()
    }
    others = {other for alike in best.values() for other, _like in alike} - listed.keys()
    known = {**listed, **(rows.in_bulk(others) if others else {})}
    return {
        key: [Twin(known[other], _why(like), like.score) for other, like in alike]
        for key, alike in best.items()
        if alike
    }


def _likest(one: tuple[UUID, Likeness]) -> tuple[float, int]:
    return -one[1].score, -one[0].int


def _why(like: Likeness) -> str:
    """地方相同，说的差不多，前后 3 天."""
    where = {"same": _("同一个地方"), "building": _("同一幢楼")}.get(like.place, "")
    words = _("说的一样") if like.words >= 0.9 else _("说的差不多")
    when = (
        ngettext("前后 %(n)d 天", "前后 %(n)d 天", like.days) % {"n": like.days} if like.days else _("同一天")
    )
    return _("，").join(filter(None, (where, words, when)))
