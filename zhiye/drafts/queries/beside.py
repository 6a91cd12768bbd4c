"""The drafts of one note as its page shows them, cut by what the actor may see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.cases.models import Case
from zhiye.cases.queries.seen import cases_seen
from zhiye.cases.workflow import OPEN
from zhiye.drafts.answering import who_answered
from zhiye.drafts.models import PENDING, RIGHT, Draft
from zhiye.drafts.saying import headline
from zhiye.drafts.text import find_again
from zhiye.drafts.values import DOUBTED, HOME, PERSON, UNLIKELY
from zhiye.journal.models import Entry
from zhiye.journal.queries import may_open
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import NotFound
from zhiye.kernel.ids import NIL, read_id
from zhiye.people.birth import age_on
from zhiye.people.models import Person
from zhiye.people.queries.files import called
from zhiye.places.models import Place
from zhiye.places.queries import standing

LIST, VIEW, PLACES = "people.list", "people.view", "places.view"


@dataclass(frozen=True)
class Choice:
    """Somebody who may be meant: how they are called, door, age, and why; no more is told."""

    person: Person
    called: str
    door: str
    age: int | None
    why: str

    @property
    def line(self) -> str:
        """王奶奶 · 115-402 · 84岁."""
        age = _("%(age)s岁") % {"age": self.age} if self.age is not None else ""
        return " · ".join(part for part in (self.called, self.door, age) if part)


@dataclass
class DraftCard:
    """A draft with what its card needs.

    ``needs`` says what 对 alone cannot know: "person" (choose one, or a new one), "name", "place", "who" (a card of
    somebody has to be answered first), "" when 对 is enough. ``place`` and ``span`` are where the words stand now.
    """

    draft: Draft
    headline: str
    person: Choice | None = None
    choices: list[Choice] = field(default_factory=list)
    place: Place | None = None
    places: list[Place] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)  # open ones this may belong to
    needs: str = ""
    span: tuple[int, int] | None = None  # in the present text; None where the words have gone
    answered: str = ""  # who answered, and how

    vague: bool = False  # somebody new of whom only a title is told (李姐), and no home

    @property
    def unlikely(self) -> bool:
        """Whether the reader itself holds it unlikely: it stands apart, and is never confirmed with others."""
        one = self.draft
        return one.kind in DOUBTED and one.confidence < UNLIKELY and not one.by_hand


def draft(actor: Actor, id_: UUID | str) -> Draft:
    """The draft with its note, for whoever may open the note. Raises NotFound."""
    rows = Draft.objects.select_related("entry", "entry__author", "person", "place", "answered_by")
    found = rows.filter(pk=read_id(id_) or NIL).first()
    if found is None or not may_open(actor, found.entry):
        raise NotFound
    return found


def drafts_of(actor: Actor, entry: Entry) -> list[DraftCard]:
    """The cards beside the note, in the order of its words; the caller has been given the note. Four questions."""
    rows = Draft.objects.filter(entry=entry).select_related("person", "person__home", "place", "answered_by")
    today = clock.today()
    drafts = [row for row in rows.order_by("start", "id") if row.state != PENDING or row.expires_on >= today]
    seen = _Seen(actor, drafts)
    return [seen.card(one, entry) for one in drafts]


class _Seen:
    """People, places and matters that the drafts of one note point at, as far as the actor may see them."""

    def __init__(self, actor: Actor, drafts: list[Draft]) -> None:
        self.actor, self.today = actor, clock.today()
        told = [(one, one.proposal) for one in drafts]
        people = {c["person"] for _d, p in told for c in p.get("candidates", []) if "person" in c}
        places = {c["place"] for _d, p in told for c in p.get("candidates", []) if "place" in c}
        cases = {id_ for _d, p in told for id_ in p.get("existing", [])}
        self.people = _by_id(
            Person.objects.filter(pk__in=_ids(people), merged_into=None).select_related("home")
        )
        self.places = _by_id(Place.objects.filter(standing(), pk__in=_ids(places)))
        open_ones = Case.objects.filter(cases_seen(actor), pk__in=_ids(cases), state__in=OPEN)
        self.cases = _by_id(open_ones) if cases else {}
        self.answered = {str(one.pk): one for one in drafts}
        self.names = {str(one.pk): self._name(one) for one in drafts if one.kind in (PERSON, HOME)}

    def card(self, one: Draft, entry: Entry) -> DraftCard:
        told = one.proposal
        candidates = [c for c in told.get("candidates", []) if "person" in c]
        here = one.wording == entry.version
        card = DraftCard(
            one,
            headline(one.kind, told, self.names),
            self._choice(one.person, one.reason),
            [c for c in (self._choice(self.people.get(c["person"]), c["why"]) for c in candidates) if c],
            one.place if one.place and self.actor.may(PLACES, one.place.path) else None,
            self._places(told),
            [self.cases[id_] for id_ in told.get("existing", []) if id_ in self.cases],
            span=(one.start, one.end) if here else find_again(entry.text, one.quote, one.start),
        )
        card.vague = one.kind == PERSON and card.person is None and self._is_vague(told)
        if one.state == PENDING:
            card.needs = self._needs(card)
        else:
            card.answered = who_answered(one)
        return card

    def _places(self, told: dict[str, Any]) -> list[Place]:
        found = [self.places.get(c["place"]) for c in told.get("candidates", []) if "place" in c]
        return [place for place in found if place and self.actor.may(PLACES, place.path)]

    def _needs(self, card: DraftCard) -> str:
        one, told = card.draft, card.draft.proposal
        if one.kind == PERSON and not card.person:
            if card.choices or told.get("many"):
                return "person"
            return "" if told.get("name") or told.get("called") else "name"
        if one.kind == HOME and not card.place:
            return "place"
        if one.kind in ("category", "wish", "kin"):
            wanted = [told.get("person"), *([told.get("other")] if one.kind == "kin" else [])]
            known = all(self._is_known(ref) for ref in wanted)
            return "" if known or (one.by_hand and one.person_id) else "who"
        return ""

    def _is_vague(self, told: dict[str, Any]) -> bool:
        home = self.answered.get(str(told.get("home") or ""))
        only_called = bool(told.get("called")) and told.get("name") in ("", told["called"])
        return only_called and not (home and home.proposal.get("room"))

    def _is_known(self, ref: object) -> bool:
        other = self.answered.get(str(ref or ""))
        return bool(other and other.state == RIGHT and other.person_id)

    def _choice(self, person: Person | None, why: str) -> Choice | None:
        if person is None or not self.actor.may(LIST, person.path):
            return None
        name = person.name if self.actor.may(VIEW, person.path) else called(person, self.today)
        age = age_on(person.birth, self.today) if person.birth else None
        return Choice(person, name, person.home.door if person.home else "", age, why)

    def _name(self, one: Draft) -> str:
        """How a person or home is called on other cards: by the note's own words."""
        told = one.proposal
        if one.kind == HOME:
            return headline(HOME, told, {})
        return str(told.get("name") or told.get("called") or told.get("words") or "")


def _ids(texts: Iterable[str]) -> list[UUID]:
    return [id_ for text in texts if (id_ := read_id(text))]


def _by_id(rows: Any) -> dict[str, Any]:
    return {str(row.pk): row for row in rows}
