"""Bringing many people into the register at once: match, plan, write, all or nothing."""

from zhiye.people.enrol.furnishing import Furniture, furnish
from zhiye.people.enrol.planning import CHANGED, DOUBTFUL, NEW, SAME, Choice, Decision, Plan
from zhiye.people.enrol.snapshot import Snapshot, take_snapshot
from zhiye.people.enrol.writing import Enrolled, Owned, enrol, make_plan

__all__ = [
    "CHANGED",
    "DOUBTFUL",
    "NEW",
    "SAME",
    "Choice",
    "Decision",
    "Enrolled",
    "Furniture",
    "Owned",
    "Plan",
    "Snapshot",
    "enrol",
    "furnish",
    "make_plan",
    "take_snapshot",
]
