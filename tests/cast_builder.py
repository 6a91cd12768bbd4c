"""The cast of ``zhiye/demo/cast.py`` brought into a database, through the same commands that people use."""

from dataclasses import dataclass, replace
from uuid import UUID

from zhiye.accounts.models import User
from zhiye.demo.cast import cast_street
from zhiye.demo.load import draw_overlays, open_log_in
from zhiye.demo.shapes import DemoCommittee
from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id
from zhiye.kernel.paths import within
from zhiye.people import commands as people
from zhiye.people.enrol import enrol
from zhiye.people.models import Person
from zhiye.places.commands import add_place
from zhiye.places.models import Place
from zhiye.places.records import BuildingRecord

_BUILDER = System("cast")


@dataclass
class Cast:
    """Who and what is there; every call reads afresh, so that a test may change what it gets."""

    street_id: UUID
    committee_id: UUID
    neighbour_id: UUID  # the committee next door, whose worker is the stranger
    people: dict[str, UUID]  # by the keys of demo/data/cast.toml
    users: dict[str, UUID]  # by log-in name

    @property
    def street(self) -> Place:
        return Place.objects.get(pk=self.street_id)

    @property
    def committee(self) -> Place:
        return Place.objects.get(pk=self.committee_id)

    @property
    def neighbour(self) -> Place:
        return Place.objects.get(pk=self.neighbour_id)

    def person(self, key: str) -> Person:
        """Somebody by key: wang, wang_son, chen, chen_wife, chen_wife_again, landlord, tenant, stranger …"""
        return Person.objects.select_related("home").get(pk=self.people[key])

    def home(self, door: str) -> Place:
        """A home of the committee by its door: "115-402", "3-2-401"."""
        return self.place("home", door=door)

    def building(self, code: str) -> Place:
        """A building of the committee by its code: "115", "3"."""
        return self.place("building", code=code)

    def place(self, kind: str, **wanted: str) -> Place:
        """The one place of a kind in the committee with these fields."""
        inside = within("path", [self.committee.path])
        return Place.objects.get(inside, kind=kind, **wanted)

    def user(self, login: str) -> User:
        """A colleague by log-in name: shuji, zhuren, shegong, wangge, louzu, linju …"""
        return User.objects.get(pk=self.users[login])


def build_cast() -> Cast:
    """Write the whole cast into an empty database."""
    street = cast_street()
    top = _place(None, "street", street.code, street.name)
    committees = [_committee(top, committee) for committee in street.committees]
    keys = {person.key: person.name for person in street.people}
    ids = dict(Person.objects.values_list("name", "pk"))
    built = {key: ids[name] for key, name in keys.items()}
    for committee in street.committees:
        _tell(committee, built)
    by_name = {committee.name: committee for committee in committees}
    users = {user.login: open_log_in(_BUILDER, user, top, by_name).pk for user in street.staff}
    return Cast(top.pk, committees[0].pk, committees[1].pk, built, users)


def _place(parent: Place | None, kind: str, code: str, name: str = "") -> Place:
    return add_place(_BUILDER, parent=parent, kind=kind, code=code, name=name, op=new_id())


def _committee(street: Place, shape: DemoCommittee) -> Place:
    committee = _place(street, "committee", shape.code, shape.name)
    told = {entry.person for entry in shape.categories}
    records = [replace(p, categories=() if p.key in told else p.categories) for p in shape.people]
    buildings = [
        BuildingRecord(estate.name, b.code, b.floors, b.lift, tuple(b.units))
        for estate, b in shape.buildings()
    ]
    enrol(
        _BUILDER,
        committee=committee,
        people=records,
        homes=shape.empty_homes,
        buildings=buildings,
        source="花名册",
        op=new_id(),
    )
    draw_overlays(_BUILDER, committee, shape)
    return committee


def _tell(shape: DemoCommittee, ids: dict[str, UUID]) -> None:
    """What is known of the people besides who and where they are."""

    def of(key: str) -> Person:
        return Person.objects.get(pk=ids[key])

    for tie in shape.ties:
        people.tie_kin(_BUILDER, person=of(tie.person), other=of(tie.kin), relation=tie.relation, op=new_id())
    for contact in shape.contacts:
        people.add_contact(
            _BUILDER, person=of(contact.person), number=contact.phone, whose=contact.whose, op=new_id()
        )
    for entry in shape.categories:
        people.hold_category(
            _BUILDER,
            person=of(entry.person),
            code=entry.code,
            evidence=entry.evidence,
            issuer=entry.issuer,
            source=entry.source,
            valid_until=entry.valid_until,
            verified_on=entry.verified_on,
            op=new_id(),
        )
    for wish in shape.wishes:
        people.note_wish(_BUILDER, person=of(wish.person), kind=wish.kind, text=wish.text, op=new_id())
    for consent in shape.consents:
        people.give_consent(
            _BUILDER,
            person=of(consent.person),
            purpose=consent.purpose,
            how=consent.how,
            on=consent.given_on,
            op=new_id(),
        )
