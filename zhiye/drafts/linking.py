"""Findings meet the register: who is meant, and why; which home; what is known already and need not be asked.

Only what the actor may see is looked at: a draft never points at, or hints at, anybody outside. The number of
questions to the database does not grow with the number of findings.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Max

from zhiye.cases.models import Case, Promise
from zhiye.cases.queries.seen import cases_seen, promises_seen
from zhiye.cases.workflow import OPEN
from zhiye.drafts.gazetteer import scope_at
from zhiye.drafts.homes_found import places_found
from zhiye.drafts.phones import Told as Number
from zhiye.drafts.phones import phones_in
from zhiye.drafts.pool import Pool, gather, kin_of
from zhiye.drafts.text import Somebody, Text, cut, everybody
from zhiye.drafts.values import Linked, Links, PlaceLink
from zhiye.drafts.weighing import Told, choose
from zhiye.journal import rings
from zhiye.journal.models import About, Entry
from zhiye.journal.permissions import VIEW as JOURNAL
from zhiye.kernel import clock, sealing
from zhiye.kernel.actor import Actor
from zhiye.kernel.ids import NIL
from zhiye.people.codes import read_relation
from zhiye.people.models import CategoryHolding, KinTie
from zhiye.places import kinds

SECRET = "people.secret"


def link(actor: Actor, findings: Mapping[str, Any], entry: Entry) -> Links:
    """What the register knows of the findings of ``entry``, as far as ``actor`` may see it."""
    text, scope = cut(entry.text), scope_at(actor, entry.path)
    people = everybody(text, findings)
    where = (
        About.objects.filter(entry=entry, by_hand=True, place__isnull=False).select_related("place").first()
    )
    near_path = where.place.path if where and where.place else entry.path
    places = places_found(findings, scope_at(actor, entry.path, "places.view"), near_path)
    told = _told(text, findings, people, places, where.place_id if where else None)
    pool = gather(scope, told.values())
    lately = _spoken_of_lately(actor, pool, entry)
    linked = _choose(findings, people, told, pool, scope, near_path, lately)
    chosen = {one.chosen.id for one in linked.values() if one.chosen}
    cases, told_of_cases = _open_cases(
        actor, [place.chosen for place in places.values() if place.chosen], where
    )
    return Links(
        linked,
        places,
        _held(actor, chosen, entry.path),
        _tied(chosen),
        cases,
        told_of_cases,
        where.place_id if where else None,
        actor.may(SECRET, entry.path),
    )


def _told(
    text: Text,
    findings: Mapping[str, Any],
    people: list[Somebody],
    places: Mapping[int, PlaceLink],
    where: UUID | None,
) -> dict[int, Told]:
    numbers = phones_in(text, people)
    homes = [
        (int(found["span"][0]), found["text"], places[index].chosen)
        for index, found in enumerate(findings["addresses"])
        if index in places and places[index].chosen
    ]
    return {one.index: _tell(text, one, numbers, homes, where) for one in people}


def _tell(
    text: Text,
    one: Somebody,
    numbers: list[Number],
    homes: list[tuple[int, str, UUID | None]],
    where: UUID | None,
) -> Told:
    """A home belongs to a person when it is told so, stands in a sentence that names them, or is the only one."""
    own = next((place for _start, words, place in homes if one.address and words == one.address), None)
    lives = own or (
        NIL if one.address else None
    )  # a home that the tree does not have is another home all the same
    sentences = [text.sentence_of(named[0]) for named in one.named]
    beside = {place for start, _words, place in homes if any(s <= start < e for s, e in sentences)}
    every = {place for _start, _words, place in homes} or {where}
    around = {own} if own else beside or (every if len(every) == 1 else set())
    return Told(
        one.spelled,
        one.sex,
        one.age,
        frozenset(sealing.blind_index(told.number) for told in numbers if told.owner == one.index),
        frozenset(place for place in around if place),
        lives,
    )


def _choose(
    findings: Mapping[str, Any],
    people: list[Somebody],
    told: dict[int, Told],
    pool: Pool,
    scope: tuple[str, ...],
    near_path: str,
    lately: Mapping[UUID, int],
) -> dict[int, Linked]:
    """Each for themselves; then kin of those who are known, by what they are to them; nobody is two."""
    today = clock.today()
    linked = {
        one.index: choose(told[one.index], pool.for_(told[one.index]), today, near_path, lately)
        if _may_be_known(one, told[one.index])
        else Linked()
        for one in people
    }
    by_name = {one.name: one.index for one in reversed(people)}
    wanted: dict[int, list[tuple[UUID, str]]] = {}
    for tie in findings["kinship"]:
        member, whose = by_name.get(tie["person"]), by_name.get(tie["of"])
        code = read_relation(tie["relation"])
        head = linked[whose].chosen if whose is not None and whose in linked else None
        if member is not None and code and head and linked[member].chosen is None:
            wanted.setdefault(member, []).append((head.id, code))
    for index, kin in kin_of(scope, wanted).items():
        pool.add(kin)
        ids = frozenset(one.pk for one in kin)
        before = told[index]
        closer = Told(
            before.spelled,
            before.sex,
            before.age,
            before.phones,
            before.homes,
            before.own_home,
            ids,
            len(ids) == 1,
        )
        nameless = not before.spelled.written
        few = (
            [known for known in pool.for_(closer) if known.person.pk in ids]
            if nameless
            else pool.for_(closer)
        )
        linked[index] = choose(closer, few, today, near_path, lately)
    return _each_once(linked)


def _spoken_of_lately(actor: Actor, pool: Pool, entry: Entry) -> dict[UUID, int]:
    """Those of the pool of whom notes spoke that the actor may open, the latest first."""
    mine = rings.visible(actor, JOURNAL, writer="author", prefix="entry__")
    rows = About.objects.filter(mine, person__in=list(pool.people), entry__removed_at=None).exclude(
        entry=entry
    )
    last = rows.values("person").annotate(day=Max("entry__written_on")).order_by("-day", "person")
    return {person: rank for rank, person in enumerate(last.values_list("person", flat=True))}


def _may_be_known(one: Somebody, told: Told) -> bool:
    """物业的小陈 is no neighbour of that name: colleagues and passers-by are looked up by full name or number only."""
    return one.role == "resident" or bool(told.spelled.full or told.phones)


def _each_once(linked: dict[int, Linked]) -> dict[int, Linked]:
    """Two people of a note are two: the less sure one becomes a question."""
    best: dict[UUID, int] = {}
    for index, one in linked.items():
        if one.chosen and (
            one.chosen.id not in best or one.chosen.points > linked[best[one.chosen.id]].chosen.points  # type: ignore[union-attr]
        ):
            best[one.chosen.id] = index
    return {
        index: Linked(None, (one.chosen,)) if one.chosen and best[one.chosen.id] != index else one
        for index, one in linked.items()
    }


def _held(actor: Actor, people: Iterable[UUID], path: str) -> dict[UUID, frozenset[str]]:
    rows = CategoryHolding.objects.filter(person__in=list(people), until=None)
    if not actor.may(SECRET, path):
        rows = rows.filter(ring="team")
    found: dict[UUID, set[str]] = {}
    for person, code in rows.values_list("person_id", "code"):
        found.setdefault(person, set()).add(code)
    return {person: frozenset(codes) for person, codes in found.items()}


def _tied(people: set[UUID]) -> frozenset[tuple[UUID, UUID]]:
    ties = KinTie.objects.filter(person__in=people, other__in=people)
    return frozenset(ties.values_list("person_id", "other_id"))


def _open_cases(
    actor: Actor, places: list[UUID], where: About | None
) -> tuple[dict[tuple[UUID, str], tuple[UUID, ...]], dict[UUID, str]]:
    """Matters that are still open at the places of the note, newest first, as far as the actor may see them; and of
    those of a home the words: title and what was promised. Kinds are the reader's, the first part of a code."""
    wanted = [*places, *([where.place_id] if where and where.place_id else [])]
    rows = Case.objects.filter(cases_seen(actor), place__in=wanted, state__in=OPEN).select_related("place")
    found: dict[tuple[UUID, str], list[UUID]] = {}
    told: dict[UUID, str] = {}
    for case in rows.order_by("-opened_on", "-id"):
        if case.place is None:
            continue
        found.setdefault((case.place.pk, case.code.partition(".")[0]), []).append(case.pk)
        if case.place.kind == kinds.HOME:
            told[case.pk] = case.title
    promised = Promise.objects.filter(promises_seen(actor), case__in=list(told), state="open")
    for id_, what in promised.order_by("id").values_list("case_id", "what"):
        if id_:
            told[id_] += f"。{what}"
    return {key: tuple(ids) for key, ids in found.items()}, told
