"""The form of a contact for whom or what a page was opened from: a person, a home, a matter, a promise."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from zhiye.cases.queries.seen import shown_case
from zhiye.cases.showing import name_for
from zhiye.cases.views.subjects import Subject
from zhiye.kernel.actor import Actor
from zhiye.people.queries import home_sheet
from zhiye.places import kinds
from zhiye.visits.forms import AnswerForm

LIST = "people.list"


@dataclass(frozen=True)
class About:
    """What the page was opened from: somebody or something, or a promise about them."""

    subject: Subject
    promise: Any = None

    @property
    def person(self) -> Any:
        """Whom it is about, if it is about somebody."""
        return self.subject.person or (self.promise.person if self.promise else None)

    @property
    def back(self) -> str:
        """The address of the page it was opened from."""
        return reverse("cases-promise", args=[self.promise.pk]) if self.promise else self.subject.back

    def case(self, actor: Actor) -> Any:
        """The matter it belongs to, if the actor may see it."""
        return self.subject.case or (shown_case(actor, self.promise) if self.promise else None)


@dataclass(frozen=True)
class Concerned:
    """Whom a contact may have been with: those meant first, then who else lives there; and the place."""

    people: list[Any]
    meant: list[str]  # ids ticked to begin with
    place: Any


def concerned(actor: Actor, about: About) -> Concerned:
    """The person meant, else who lives in the home; where only one lives, they are meant."""
    person, place = about.person, about.subject.place or (about.promise.place if about.promise else None)
    case = about.subject.case
    place = place or (person.home if person else None) or (case.place if case else None)
    people = [person] if person else []
    if place is not None and place.kind == kinds.HOME and actor.may(LIST, place.path):
        people += [mate for mate in _living(actor, place) if person is None or mate.pk != person.pk]
    meant = people[:1] if person or len(people) == 1 else []
    return Concerned(people, [str(one.pk) for one in meant], place)


def answer_form(actor: Actor, about: About, those: Concerned, data: QueryDict | None = None) -> AnswerForm:
    """The form, with those concerned to tick."""
    choices = [(str(one.pk), name_for(actor, one)) for one in those.people]
    narrow = any(row and row.ring == "secretary" for row in (about.promise, about.case(actor)))
    initial = {"people": those.meant, "ring": "secretary" if narrow else "team"}
    return AnswerForm(data, people=choices, promised=about.promise is not None, initial=initial)


def _living(actor: Actor, home: Any) -> list[Any]:
    sheet = home_sheet(actor, home)
    rows = [row for _household, members in sheet.households for row in members] + sheet.others
    return [row.person for row in rows if row.person.is_current]
