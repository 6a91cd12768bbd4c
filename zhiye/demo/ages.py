"""Days of birth for given ages on a given day, as proleptic day numbers (``date.toordinal``)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from random import Random

YEAR = 365.2425
ELDER, AGED = 60, 80
OLDEST = 97


def last_birth(today: date, age: int) -> int:
    """The latest day of birth (day number) of somebody who has turned ``age`` on ``today``."""
    year = today.year - age
    day = min(today.day, monthrange(year, today.month)[1])
    return date(year, today.month, day).toordinal()


@dataclass(frozen=True, slots=True)
class Births:
    """The range of days of birth, both ends included, of the people that are being drawn."""

    first: int
    last: int

    def clamp(self, day: int) -> int:
        """The nearest day within the range."""
        return min(max(day, self.first), self.last)

    def fold(self, day: int) -> int:
        """The day mirrored back into the range, so that nobody piles up on its edge."""
        if day > self.last:
            day = 2 * self.last - day
        elif day < self.first:
            day = 2 * self.first - day
        return self.clamp(day)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Ranges of days of birth as seen from one day, worked out once."""

    today: int
    young: Births  # under 60
    adult: Births  # 22 to 59
    elder: Births  # 60 to 79
    aged: Births  # 80 and over


def calendar(today: date) -> Calendar:
    """The ranges of days of birth as seen from ``today``."""
    elder, aged = last_birth(today, ELDER), last_birth(today, AGED)
    return Calendar(
        today.toordinal(),
        Births(elder + 1, today.toordinal() - 20),  # nobody is registered in the first weeks
        Births(elder + 1, last_birth(today, 22)),
        Births(aged + 1, elder),
        Births(last_birth(today, OLDEST), aged),
    )


def draw_elder(rng: Random, births: Births) -> int:
    """A day of birth among the elders; the younger ones are more."""
    return births.last - int((births.last - births.first) * rng.random() ** 1.7)


def draw_spouse(rng: Random, born: int, husband: bool, births: Births) -> int:
    """The spouse's day of birth: a husband is two years older on average, never more than eight apart."""
    gap = min(max(rng.gauss(2.0, 2.2), -4.0), 8.0) * YEAR
    return births.fold(born - int(gap) if husband else born + int(gap))


def draw_child(rng: Random, elder_parent: int, younger_parent: int, births: Births) -> int:
    """A child's day of birth: 20 to 36 years after the younger parent, at most 44 after the elder one."""
    first = max(births.first, int(younger_parent + 20 * YEAR))
    last = min(births.last, int(younger_parent + 36 * YEAR), int(elder_parent + 44 * YEAR))
    if last <= first:
        return births.clamp(first)
    return int(rng.triangular(first, last, first + (last - first) * 0.4))


def draw_next_child(rng: Random, before: int, elder_parent: int, births: Births) -> int:
    """The next child's day of birth, up to six years later; a twin when there is no time left for another."""
    first = before + int(1.5 * YEAR)
    last = min(births.last, before + int(6 * YEAR), int(elder_parent + 44 * YEAR))
    return rng.randint(first, last) if first <= last else before
