"""Draws the households of a committee so that its figures come out exactly."""

from random import Random

from zhiye.demo.ages import Calendar
from zhiye.demo.families import LARGEST, Family, make_family
from zhiye.demo.plan import CommitteePlan

_TWO_ELDERS = 0.5  # share of elders' households of two and more that have two elders
_AGED_ALONE = 0.4  # share of those 80 and over who live alone, where the figures leave the choice


def draw_families(rng: Random, days: Calendar, plan: CommitteePlan) -> list[Family]:
    """The households of a committee, in no particular order: members add up to ``plan.residents``."""
    sizes = household_sizes(rng, plan.residents, plan.households, plan.alone)
    alone = plan.alone
    aged_alone = min(alone, plan.aged, round(plan.aged * _AGED_ALONE))
    families = [make_family(rng, days, 1, 1, n < aged_alone) for n in range(alone)]
    families += [make_family(rng, days, 1, 0, False) for _ in range(sizes.count(1) - alone)]
    together = [size for size in sizes if size > 1]
    aged = plan.aged - aged_alone
    families += _together(rng, days, together, aged, plan.elders - alone - aged)
    rng.shuffle(families)
    return families


def _together(rng: Random, days: Calendar, sizes: list[int], aged: int, elders: int) -> list[Family]:
    """Households of two and more with ``aged`` people of 80 and over and ``elders`` of 60 to 79."""
    families = []
    for done, size in enumerate(sizes):
        left = aged if aged > 0 else elders
        count = _elders_here(rng, left, aged + elders, len(sizes) - done)
        families.append(make_family(rng, days, size, count, aged > 0))
        if aged > 0:
            aged -= count
        else:
            elders -= count
    return families


def _elders_here(rng: Random, left: int, left_in_all: int, households: int) -> int:
    """How many elders (0 to 2) the next household gets; two become a must when households run short."""
    if left < 2:
        return max(left, 0)
    return 2 if rng.random() < max(_TWO_ELDERS, left_in_all / households - 0.9) else 1


def household_sizes(rng: Random, residents: int, households: int, alone: int) -> list[int]:
    """``households`` numbers of 1 to 6 that add up to ``residents``; at least ``alone`` of them are 1."""
    if households <= alone:
        return [1] * alone
    return [1] * alone + _spread(rng, residents - alone, households - alone)


def _spread(rng: Random, residents: int, households: int) -> list[int]:
    """Household sizes spread around the mean as chance would have them (binomial), then evened out."""
    lucky = (residents / households - 1) / (LARGEST - 1)
    sizes = [1 + sum(rng.random() < lucky for _ in range(LARGEST - 1)) for _ in range(households)]
    missing = residents - sum(sizes)
    step = 1 if missing > 0 else -1
    while missing:
        place = rng.randrange(households)
        if 1 <= sizes[place] + step <= LARGEST:
            sizes[place] += step
            missing -= step
    return sizes
