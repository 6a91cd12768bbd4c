"""What somebody tells of an activity, as the commands take it and the pages fill it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from zhiye.places.models import Place


@dataclass(frozen=True)
class Told:
    """An activity in the worker's words. Without a title it goes by its kind, without a heading under the kind's.

    ``place`` or ``place_words`` says where; ``tallies`` are counts by the codes of ``kinds.TALLIES``.
    """

    kind: str
    on: date
    title: str = ""
    series: str = ""
    heading: str = ""
    starts: time | None = None
    ends: time | None = None
    place: Place | None = None
    place_words: str = ""
    organiser: str = ""
    partner: str = ""
    person_times: int | None = None
    households: int | None = None
    note: str = ""
    decided: str = ""
    tallies: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class DayTold:
    """One day of a desk that is open every day."""

    on: date
    person_times: int | None = None
    tallies: Mapping[str, int] = field(default_factory=dict)
