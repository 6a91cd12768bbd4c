"""The search page put together: hits in groups, each with why it matched, an ID number never repeated."""

import re
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from zhiye.kernel import clock
from zhiye.kernel.actor import Actor
from zhiye.people.birth import age_on
from zhiye.people.models import Person
from zhiye.people.queries import Hit, search
from zhiye.people.queries.files import called
from zhiye.people.showing import discreet
from zhiye.places.models import Place
from zhiye.places.queries import chain

SHOWN = 199
LONGEST = 60
_NUMBER = re.compile(r"\d{11}")


@dataclass(frozen=True)
class Found:
    """One line of the results."""

    title: str
    detail: str
    why: str
    url: str
    named: bool = False


@dataclass
class Results:
    """What was found, in groups; ``cut`` tells that there was more."""

    shown_query: str
    covered: bool  # a whole number stands in the query: it stands in no title, no address and no box
    people: list[Found] = field(default_factory=list)
    places: list[Found] = field(default_factory=list)
    cut: int = 0

    @property
    def count(self) -> int:
        """Lines in all."""
        return len(self.people) + len(self.places)

    @property
    def sole_door(self) -> str:
        """The page of the door that was meant, when it is all that was found; "" otherwise."""
        return self.places[0].url if self.places and self.count == 1 else ""


def holds_number(query: str) -> bool:
    """Whether a whole identity or telephone number stands in ``query`` (11 digits or more, blanks aside)."""
    return bool(_NUMBER.search(re.sub(r"[\s-]", "", query)))


def find(actor: Actor, query: str) -> Results:
    """The results page for ``query``."""
    covered = holds_number(query)
    results = Results("•••" + query.strip()[-2:] if covered else query.strip()[:LONGEST], covered)
    hits = search(actor, query, SHOWN + 1)
    for hit in hits[:SHOWN]:
        if hit.person is not None:
            results.people.append(_person(actor, hit.person, hit))
        elif hit.place is not None:
            results.places.append(_place(actor, hit.place, hit))
    results.cut = SHOWN if len(hits) > SHOWN else 0
    return results


def _person(actor: Actor, person: Person, hit: Hit) -> Found:
    known = actor.may("people.view", person.path)
    age = age_on(person.birth, clock.today()) if known and person.birth else None
    parts = [
        person.home.door if person.home else "",
        person.name if known else "",
        _("%(age)d岁") % {"age": age} if age is not None else "",
    ]
    detail = " · ".join(part for part in parts if part)
    return Found(
        called(person) if known else discreet(person),
        detail,
        hit.why,
        reverse("people-detail", args=[person.pk]),
        named=True,
    )


def _place(actor: Actor, place: Place, hit: Hit) -> Found:
    above = chain(actor, place)
    names = [p.name for p in above if p.kind in ("estate", "building", "unit", "home")]
    building = next((p for p in above if p.kind == "building"), place)
    home = place.kind == "home"
    url = reverse("places-home", args=[place.pk]) if home else reverse("places-building", args=[building.pk])
    return Found(place.spoken, " ".join(names), hit.why, url)
