"""From the words of an address to the committee, and to the building or home where it names one.

Coordinates are not asked for: the register keeps none, so they could choose nothing (``docs/open311.md``).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhiye.hotline.whereabouts import find_place
from zhiye.journal.rings import committee_path
from zhiye.kernel.actor import Actor
from zhiye.kernel.errors import Refused
from zhiye.kernel.paths import within
from zhiye.places import kinds
from zhiye.places.models import Place
from zhiye.places.queries import committee_of


@dataclass(frozen=True, slots=True)
class Where:
    """The committee, and the place in it; None where the words name no door of the register."""

    committee: Place
    place: Place | None


def find_where(actor: Actor, at: Place, words: str) -> Where:
    """What ``words`` name at or below ``at``, a committee or a street. Raises Refused where no committee is told."""
    found = find_place(actor, at, words)
    if at.kind == kinds.COMMITTEE:
        return Where(at, found)
    if found is not None:
        return Where(committee_of(actor, found), found)
    named = _committees_named(at, words)
    if len(named) != 1:
        raise Refused(
            _("看不出是哪个居民区。地址里写上居民区或小区的名字，或者写明 jurisdiction_id。"),
            "address_string",
        )
    return Where(named[0], None)


def _committees_named(street: Place, words: str) -> list[Place]:
    """The committees whose own name, or the name of one of whose estates, stands in the words."""
    inside = within("path", [street.path])
    rows = Place.objects.filter(inside, kind__in=(kinds.COMMITTEE, kinds.ESTATE), valid_to=None)
    paths = {committee_path(one.path) for one in rows if one.name and one.name in words}
    return list(Place.objects.filter(path__in=paths, kind=kinds.COMMITTEE))
