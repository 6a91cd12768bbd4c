"""Plain builders that go through commands, as people do."""

from dataclasses import dataclass
from typing import Any

from tests.cast_builder import Cast
from zhiye.accounts.actor import UserActor
from zhiye.accounts.commands import open_account
from zhiye.demo.load import PASSWORD
from zhiye.kernel.actor import System
from zhiye.kernel.ids import new_id
from zhiye.people import commands
from zhiye.people.enrol import enrol
from zhiye.people.models import CategoryHolding, ContactWay, Person
from zhiye.people.records import PersonRecord
from zhiye.places.commands import add_place
from zhiye.places.models import Place

_BUILDER = System("test")


@dataclass
class Make:
    """Builders for tests; each answers what it made."""

    cast: Cast

    def home(self, door: str = "115-701") -> Place:
        """Another home in building 115."""
        building = self.cast.building("115")
        room = door.rpartition("-")[2]
        return add_place(_BUILDER, parent=building, kind="home", code=room, floor=int(room[:-2]), op=new_id())

    def person(
        self, name: str = "李小青", home: Place | None = None, phone: str = "", **values: str
    ) -> Person:
        """Another resident: of ``home``, or without one."""
        return commands.register_person(
            _BUILDER,
            committee=self.cast.committee,
            values={"name": name} | values,
            home=home,
            phone=phone,
            sure=True,
            op=new_id(),
        )

    def holding(self, person: Person, code: str = "elder_alone", **facts: Any) -> CategoryHolding:
        """``person`` belongs to a category."""
        return commands.hold_category(_BUILDER, person=person, code=code, op=new_id(), **facts)

    def way(self, person: Person, number: str = "15400009999", whose: str = "") -> ContactWay:
        """A telephone number through which ``person`` is reached."""
        return commands.add_contact(_BUILDER, person=person, number=number, whose=whose, op=new_id())

    def actor(self, role: str, place: Place, login: str = "xinlai") -> UserActor:
        """Somebody new with ``role`` at ``place``."""
        user = open_account(
            _BUILDER,
            username=login,
            name="新同事",
            role=role,
            place=place,
            password=PASSWORD,
            trial=True,
            op=new_id(),
        )
        return UserActor(user)

    def sheet(self, *records: PersonRecord, **how: Any) -> dict[str, int]:
        """A roster is imported; answers its counts."""
        return enrol(_BUILDER, committee=self.cast.committee, people=list(records), op=new_id(), **how)
