"""Jurisdictions: streets and committees by their codes, 31009900 and 31009900-01.

Optional, as the specification allows where the key already says whose matters these are.
"""

from zhiye.kernel.paths import ancestors
from zhiye.places import kinds
from zhiye.places.models import Place

KINDS = (kinds.STREET, kinds.COMMITTEE)
LONGEST = 90  # characters of an id: two codes


def jurisdiction_of(place: Place) -> str:
    """The id of a street or a committee."""
    above = Place.objects.filter(path__in=ancestors(place.path), kind__in=KINDS, valid_to=None).order_by(
        "path"
    )
    return "-".join(one.code for one in above)


def place_of(id_: str) -> Place | None:
    """The street or committee with this id."""
    if len(id_) > LONGEST or "\0" in id_:
        return None
    return next((one for one in _candidates(id_) if jurisdiction_of(one) == id_), None)


def _candidates(id_: str) -> list[Place]:
    """Codes may hold a dash themselves: every way to part the id is tried."""
    parts = id_.split("-")
    codes = {"-".join(parts[at:]) for at in range(len(parts))}
    return list(Place.objects.filter(kind__in=KINDS, code__in=codes, valid_to=None).order_by("path")[:50])
