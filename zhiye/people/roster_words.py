"""What a record of a person says in the words of lists and forms: one value for each kind of column of heads.toml."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from zhiye.people.codes import CATEGORIES, RELATIONS
from zhiye.people.records import HomeRecord, PersonRecord
from zhiye.people.showing import birth_text

SEXES = {"0": "", "1": gettext_lazy("男"), "2": gettext_lazy("女"), "9": ""}
TENURES = {
    "own": gettext_lazy("自住"),
    "rent": gettext_lazy("租住"),
    "lend": gettext_lazy("借住"),
    "collective": gettext_lazy("集体"),
}
RESIDENCE: Mapping[tuple[bool, bool | None], str] = {
    (True, True): "人户一致",
    (True, False): "人在户不在",
    (False, True): "户在人不在",
}


def door_of(home: HomeRecord) -> str:
    """The short address: "115-402", "3-2-401"."""
    return "-".join(part for part in (home.building, home.unit, home.room) if part)


def values_of(person: PersonRecord) -> dict[str, Any]:
    """The person by the kinds of columns; empty text for what is not known."""
    home = person.home
    return {
        "name": person.name,
        "id_number": person.id_number,
        "sex": str(SEXES[person.sex]),
        "birth": birth_text(person.birth, person.birth_precision),
        "phone": "、".join(person.phones),
        "home": door_of(home) if home else "",
        "estate": home.estate if home else "",
        "building": home.building if home else "",
        "unit": home.unit if home else "",
        "room": home.room if home else "",
        "floor": home.floor if home and home.floor is not None else "",
        "household": person.household,
        "relation": RELATIONS[person.relation].name if person.relation in RELATIONS else "",
        "tenure": str(TENURES.get(person.tenure, "")),
        "residence": RESIDENCE.get((person.lives_here is not False, person.registered_here), ""),
        "categories": "、".join(CATEGORIES[code].name for code in person.categories if code in CATEGORIES),
        "note": person.note,
    }
