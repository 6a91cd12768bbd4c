"""Bringing many people into the register at once: match, plan, write, all or nothing."""

from zhiye.people.enrol.planning import DOUBTFUL, NEW, SAME, CHANGED, Choice, Decision, Plan
from zhiye.people.enrol.snapshot import Snapshot, take_snapshot
from zhiye.people.enrol.writing import Enrolled, enrol, make_plan

__all__ = [
    "CHANGED",
    "DOUBTFUL",
    "NEW",
    "SAME",
    "Choice",
    "Decision",
    "Enrolled",
    "Plan",
    "Snapshot",
    "enrol",
    "make_plan",
    "take_snapshot",
]
