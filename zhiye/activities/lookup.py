"""From what somebody typed as a place to the building or estate that is meant, or to plain words."""

from zhiye.activities.models import Activity
from zhiye.cases.leave import LIST
from zhiye.kernel.actor import Actor
from zhiye.kernel.paths import SEGMENT
from zhiye.places import kinds
from zhiye.places.addresses import read_address
from zhiye.places.lookup import estate_name
from zhiye.places.models import Place
from zhiye.places.queries import by_door, parts


def place_meant(actor: Actor, text: str, committee: Place) -> tuple[Place | None, str]:
    """(the place, "") where exactly one of the committee is meant, else (None, the words): 活动室 needs no door."""
    words = " ".join(text.split())
    if not words:
        return None, ""
    named = [one for one in parts(actor, (kinds.ESTATE,)) if one.name == words]
    found = [one for one in named or _at_door(actor, words) if one.path.startswith(committee.path)]
    return (found[0], "") if len(found) == 1 else (None, words)


def typed_again(activity: Activity) -> str:
    """The words that ``place_meant`` reads back."""
    place = activity.place
    if place is None:
        return activity.place_words
    if place.kind == kinds.BUILDING and len(place.path) > 3 * SEGMENT:
        return f"{estate_name(place)} {place.name}".strip()
    return f"{estate_name(place)} {place.door}".strip() if place.door else place.name


def _at_door(actor: Actor, words: str) -> list[Place]:
    address = read_address(words)
    if address is None or not address.building:
        return []
    door = "-".join(part for part in (address.building, address.unit, address.room) if part)
    found = by_door(actor, [door], LIST)
    return [one for one in found if not address.estate or address.estate in estate_name(one)]
