"""From where a ticket says it is to the home or building of the committee, and to the colleague whom a praise names."""

import re
from collections.abc import Iterable

from zhiye.accounts.models import User
from zhiye.kernel.actor import Actor
from zhiye.places.addresses import Address, find_addresses, read_address
from zhiye.places.lookup import estate_name
from zhiye.places.models import Place
from zhiye.places.queries import by_door

SEE = "places.view"
_TITLED = (
    r"(?:小|老)(?P<after>{surname})|(?P<before>{surname})(?:老师|书记|主任|阿姨|师傅|社工|姐|哥|同志|工)"
)


def find_place(actor: Actor, committee: Place, words: str) -> Place | None:
    """The home, unit or building of ``committee`` that the words name; None when none or several may be meant.

    A door with a room that is not in the register is told as its building.
    """
    for address in _addresses(words):
        for door in _doors(address):
            if found := _one(actor, committee, door, address.estate):
                return found
    return None


def _addresses(words: str) -> list[Address]:
    whole = read_address(words)
    inside = [one.address for one in find_addresses(words)]
    told = [one for one in (whole, *inside) if one is not None and one.building]
    return list(dict.fromkeys(told))


def _doors(address: Address) -> list[str]:
    """The nearest first: 3-2-401, 3-401, 3-2, 3."""
    parts = (address.building, address.unit, address.room)
    shapes = (parts, (parts[0], "", parts[2]), (parts[0], parts[1], ""), (parts[0], "", ""))
    return list(dict.fromkeys("-".join(part for part in shape if part) for shape in shapes))


def _one(actor: Actor, committee: Place, door: str, estate: str) -> Place | None:
    found = [one for one in by_door(actor, [door], SEE) if one.path.startswith(committee.path)]
    if estate and len(found) > 1:
        named = [one for one in found if estate in (name := estate_name(one)) or (name and name in estate)]
        found = named or found
    return found[0] if len(found) == 1 else None


def colleague_named(users: Iterable[User], words: str) -> User | None:
    """The colleague whom the words name: in full, or as 小陆, 陆老师 where one alone has that surname."""
    everybody = list(users)
    full = [user for user in everybody if len(user.name) > 1 and user.name in words]
    if full:
        return full[0] if len(full) == 1 else None
    titled = [
        user
        for user in everybody
        if user.name and re.search(_TITLED.format(surname=re.escape(user.name[0])), words)
    ]
    return titled[0] if len(titled) == 1 else None
