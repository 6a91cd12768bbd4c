"""How places are called: from a code on the door to a name and a short address."""

from zhiye.places import kinds


def default_name(kind: str, code: str) -> str:
    """What people call a place of ``kind`` with ``code`` on its door.

    Kept in the register, so not in the language of whoever happens to write it.
    """
    plain = code.isascii() and code.isalnum()
    patterns = {
        kinds.BUILDING: "%(code)s号楼" if plain else "%(code)s",
        kinds.UNIT: "%(code)s单元" if plain else "%(code)s",
        kinds.HOME: "%(code)s室" if plain else "%(code)s",
    }
    return patterns.get(kind, "%(code)s") % {"code": code}


def door_of(kind: str, code: str, parent_door: str) -> str:
    """The short address inside the estate: "115", "3-2", "3-2-401"."""
    if kind == kinds.BUILDING:
        return code
    return f"{parent_door}-{code}" if kind in (kinds.UNIT, kinds.HOME) else ""


def spoken_of(kind: str, name: str, door: str) -> str:
    """A place in a line about something else: "3-2-401", "3号楼2单元", "29号楼", "梧桐花园"; a bare 29 says nothing."""
    if kind == kinds.HOME:
        return door or name
    building = door.rpartition("-")[0]
    return f"{default_name(kinds.BUILDING, building)}{name}" if kind == kinds.UNIT and building else name
