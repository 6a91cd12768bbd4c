"""Addresses of reports and of the lists behind their figures; what was asked for in one."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from zhiye.figures.periods import Period
from zhiye.kernel.actor import Actor
from zhiye.places.models import Place
from zhiye.reports import queries
from zhiye.reports.asking import Reach, asked_period, reach_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A committee, a period, and how much of it the reader counts; ``places`` are those to choose from."""

    actor: Actor
    place: Place
    places: list[Place]
    period: Period
    reach: Reach

    @property
    def query(self) -> str:
        """What follows ? in addresses of the same."""
        return query_of(self.place, self.period)

    def figure(self, code: str) -> str:
        """The list behind a figure."""
        return self.part(code, self.period)

    def part(self, code: str, period: Period, key: str = "") -> str:
        """The list behind a part of it."""
        told = urlencode({"period": period.key} | ({"only": key} if key else {}))
        return f"{reverse('reports-figure', args=[self.place.pk, code])}?{told}"

    def home(self, period: Period) -> str:
        """The same committee in another period."""
        return f"{reverse('reports-home')}?{query_of(self.place, period)}"


def asked(request: HttpRequest, actor: Actor, at: UUID | None = None) -> Asked:
    """What the address asks for: ``at``, a committee's id, here or after ?, and ``period``. Raises NotFound."""
    place = queries.counted_committee(actor, at or request.GET.get("at", ""))
    reach = reach_of(actor, place)
    period = asked_period(request.GET.get("period", "")[:40], reach)
    return Asked(actor, place, queries.counted_committees(actor), period, reach)


def query_of(place: Place, period: Period, **more: Any) -> str:
    """at, period and what else is not empty."""
    told = {"at": place.pk, "period": period.key} | more
    return urlencode({name: value for name, value in told.items() if value})
