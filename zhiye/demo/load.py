"""Loading the invented street through the register's own commands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from zhiye.accounts.commands import grant_role, open_account
from zhiye.accounts.models import User
from zhiye.demo.chronicle import open_colleagues, tell_the_year
from zhiye.demo.proofs import issue_proofs
from zhiye.demo.shapes import DemoCommittee, DemoStreet, DemoUser
from zhiye.demo.stories import TOLD_OF, tell_stories
from zhiye.demo.tickets import take_tickets
from zhiye.kernel import clock
from zhiye.kernel.actor import Actor, System
from zhiye.kernel.ids import new_id
from zhiye.kernel.paths import within
from zhiye.people.enrol import Furniture, enrol, furnish
from zhiye.places import kinds
from zhiye.places.commands import add_place, cover
from zhiye.places.models import Place
from zhiye.places.records import BuildingRecord

PASSWORD = "wutong-2026"  # printed with the log-ins; a demo street holds nobody real
Tell = Callable[[str], None]
_IN_OFFICE = timedelta(days=500)  # colleagues hold their roles for as long as anything is told of the year


def load(street: DemoStreet, tell: Tell = lambda line: None) -> Place:
    """Bring ``street`` into an empty system, with what happened there lately; answers the street's place.

    ``tell`` hears of each committee.
    """
    by = System("demo", name="演示")
    top = add_place(by, parent=None, kind=kinds.STREET, code=street.code, name=street.name, op=new_id())
    committees: dict[str, Place] = {}
    for given in street.committees:
        committees[given.name] = load_committee(by, top, given)
        tell(f"{given.name}：{len(given.residents())} 人")
    with clock.frozen(clock.now() - _IN_OFFICE):
        for user in street.staff:
            open_log_in(by, user, top, committees)
        open_colleagues(by, committees)
    tell_stories(by, committees)
    issue_proofs(by, committees.get(TOLD_OF))
    take_tickets(by, committees.get(TOLD_OF))
    tell_the_year(by, committees)
    return top


def load_committee(by: Actor, street: Place, given: DemoCommittee) -> Place:
    """One committee with its places, people, grids and building groups, in one transaction."""
    with transaction.atomic():
        return _load_committee(by, street, given)


def _load_committee(by: Actor, street: Place, given: DemoCommittee) -> Place:
    committee = add_place(
        by, parent=street, kind=kinds.COMMITTEE, code=given.code, name=given.name, op=new_id()
    )
    ids: dict[str, UUID] = {}
    enrol(
        by,
        committee=committee,
        people=[replace(person, owner=False, categories=()) for person in given.people if not _absent(person)]
        + [
            replace(person, home=None, owner=True, categories=())
            for person in given.people
            if _absent(person)
        ],
        homes=[home for estate in given.estates for home, _area in estate.homes()],
        buildings=[
            BuildingRecord(estate.name, building.code, building.floors, building.lift, tuple(building.units))
            for estate, building in given.buildings()
        ],
        source="演示",
        ids=ids,
        op=new_id(),
    )
    furnish(by, committee=committee, given=_furniture(given, committee, ids), source="演示", op=new_id())
    draw_overlays(by, committee, given)
    return committee


def _absent(person: object) -> bool:
    """An owner who lives elsewhere; their tie to the home is the ownership alone."""
    return bool(getattr(person, "owner", False)) and getattr(person, "lives_here", None) is False


def _furniture(given: DemoCommittee, committee: Place, ids: dict[str, UUID]) -> Furniture:
    homes = _homes_by_key(committee)
    sources = {person.key: person.area_source for person in given.people}
    return Furniture(
        ties=[(ids[tie.person], ids[tie.kin], tie.relation) for tie in given.ties],
        ownerships=[
            (
                ids[owned.owner],
                homes[(owned.home.estate, owned.home.building, owned.home.unit, owned.home.room)],
                owned.share,
                owned.area,
                sources[owned.owner] or "registered",
            )
            for owned in given.ownerships
        ],
        categories=[
            (ids[c.person], c.code, c.evidence, c.issuer, c.source, c.verified_on, c.valid_until)
            for c in given.categories
        ],
        contacts=[(ids[contact.person], contact.whose, contact.phone) for contact in given.contacts],
        wishes=[(ids[wish.person], wish.kind, wish.text, wish.said_on) for wish in given.wishes],
        consents=[(ids[c.person], c.purpose, c.given_on, c.how, c.withdrawn_on) for c in given.consents],
        sexes={ids[person.key]: person.sex for person in given.people},
    )


def _homes_by_key(committee: Place) -> dict[tuple[str, str, str, str], UUID]:
    found: dict[tuple[str, str, str, str], UUID] = {}
    keys: dict[object, tuple[str, ...]] = {}
    rows = Place.objects.filter(within("path", [committee.path])).order_by("path")
    for id_, parent, kind, code in rows.values_list("id", "parent_id", "kind", "code"):
        above = keys.get(parent, ("", "", ""))
        if kind == kinds.ESTATE:
            keys[id_] = (code, "", "")
        elif kind == kinds.BUILDING:
            keys[id_] = (above[0], code, "")
        elif kind == kinds.UNIT:
            keys[id_] = (above[0], above[1], code)
        elif kind == kinds.HOME:
            found[(above[0], above[1], above[2], code)] = id_
    return found


def draw_overlays(by: Actor, committee: Place, given: DemoCommittee) -> None:
    """The committee's grids and building groups, over the buildings that are there."""
    places = _buildings_by_key(committee)
    for grid in given.grids:
        made = add_place(by, parent=committee, kind=kinds.GRID, code=grid.name, name=grid.name, op=new_id())
        for key in grid.buildings:
            cover(by, overlay=made, covered=places[key], op=new_id())
    groups: dict[str, Place] = {}
    for estate, building in given.buildings():
        name = building.group
        if name and name not in groups:
            groups[name] = add_place(
                by, parent=committee, kind=kinds.GROUP, code=name, name=name, op=new_id()
            )
        if name:
            cover(by, overlay=groups[name], covered=places[estate.key_of(building)], op=new_id())


def _buildings_by_key(committee: Place) -> dict[str, Place]:
    buildings = Place.objects.filter(within("path", [committee.path]), kind=kinds.BUILDING)
    return {f"{b.parent.code}/{b.code}": b for b in buildings.select_related("parent") if b.parent}


def open_log_in(by: Actor, user: DemoUser, street: Place, committees: dict[str, Place]) -> User:
    """One printed log-in with its role at its places; ``committees`` by their names."""
    places = [_place(where, street, committees) for where in user.places] or [street]
    account = open_account(
        by,
        username=user.login,
        name=user.name,
        role=user.role,
        place=places[0],
        password=PASSWORD,
        trial=True,
        op=new_id(),
    )
    for place in {place.pk: place for place in places[1:] if place != places[0]}.values():
        grant_role(by, member=account, role=user.role, place=place, op=new_id())
    return account


def _place(where: str, street: Place, committees: dict[str, Place]) -> Place:
    """ "committee", "committee/grid", "estate/building" or the street's name."""
    if where == street.name:
        return street
    if where in committees:
        return committees[where]
    first, _slash, rest = where.partition("/")
    inside = within("path", [street.path])
    if first in committees:
        below = within("path", [committees[first].path])
        overlays = Place.objects.filter(below, kind__in=(kinds.GRID, kinds.GROUP)).order_by("kind", "path")
        # A street scaled down has fewer grids than the staff list names.
        return overlays.filter(name=rest).first() or overlays[0]
    return Place.objects.get(inside, kind=kinds.BUILDING, parent__code=first, code=rest)
