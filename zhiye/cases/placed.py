"""Where a matter is about, told again in its story when that was corrected."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from zhiye.audit.queries import entries_with
from zhiye.cases.models import Case
from zhiye.cases.permissions import VIEW
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place

SEEN_WITH = "places.view"


@dataclass(frozen=True, slots=True)
class Replaced:
    """One correction: from where to where, in words, and whose it was."""

    id: UUID
    at: datetime
    before: str
    after: str
    who: str


def replaced(actor: Actor, case: Case) -> list[Replaced]:
    """Corrections of the place of ``case`` (given by a query), newest first."""
    entries = entries_with(actor, case.pk, "cases.describe", "place", VIEW)
    keys = {key for one in entries for key in one.changes["place"] if key}
    known = {str(one.pk): one for one in Place.objects.filter(pk__in=keys)} if keys else {}

    def words(key: str | None) -> str:
        place = known.get(key) if key else None
        if place is None:
            return _("没写")
        return place.spoken if actor.may(SEEN_WITH, place.path) else _("别处")

    found = []
    for one in entries:
        was, now = one.changes["place"]
        found.append(Replaced(one.pk, one.at, words(was), words(now), one.actor_name))
    return found
