"""From what somebody typed as an address to the home that is meant."""

from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Forbidden, Refused
from zhiye.kernel.paths import SEGMENT, ancestors
from zhiye.places import kinds
from zhiye.places.addresses import Address, read_address, write_address
from zhiye.places.models import Place
from zhiye.places.queries import by_door, place

FIELD = "home"
EDIT = "places.edit"


def home_at(actor: Actor, text: str, permission: str) -> Place:
    """The home at an address in any spelling in use, where ``permission`` is held.

    Raises Refused, with a sentence for the field ``home``, when none or several are meant.
    """
    address = read_address(text)
    if address is None or not (address.building and address.room):
        raise Refused(_("住处要写到室，比如 115-402。"), FIELD)
    door = "-".join(part for part in (address.building, address.unit, address.room) if part)
    found = [one for one in by_door(actor, [door], permission) if one.kind == kinds.HOME]
    if address.estate:
        found = [one for one in found if address.estate in estate_name(one)]
    if not found:
        raise Refused(
            _("没有找到“%(door)s”。看看是不是抄错了，或先在楼栋里添上。") % {"door": text.strip()}, FIELD
        )
    if len(found) > 1:
        example = full_address(found[0])
        raise Refused(
            _("有几处都是“%(door)s”，前面写上小区，比如 %(example)s") % {"door": door, "example": example},
            FIELD,
        )
    return found[0]


def estate_name(home: Place) -> str:
    """The estate that ``home`` lies in, by name; "" when it lies in none."""
    paths = [path for path in ancestors(home.path) if len(path) == 3 * SEGMENT]
    estate = Place.objects.filter(path__in=paths, kind=kinds.ESTATE).first()
    return estate.name if estate else ""


def full_address(place: Place) -> str:
    """An address that ``home_at`` reads back, whatever other estates there are: 梧桐花园 115-402. Of a building or
    unit it is one that is read as such: 梧桐花园 29号, and not 梧桐花园 29."""
    if place.kind == kinds.HOME:
        return f"{estate_name(place)} {place.door}".strip()
    building, _dash, unit = place.door.partition("-")
    door = write_address(Address("", building, unit), "long") if place.door else place.name
    return f"{estate_name(place)} {door}".strip()


def place_to_edit(actor: Actor, id_: UUID) -> Place:
    """The place, for somebody who may change it. Raises NotFound, or Forbidden where it is only seen."""
    found = place(actor, id_)
    if not actor.may(EDIT, found.path):
        raise Forbidden(EDIT)
    return found
