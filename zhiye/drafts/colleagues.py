"""Colleagues who are named in a note: they log in here, and are nobody the register should get to know."""

from collections.abc import Mapping
from typing import Any

from zhiye.accounts.queries import working_here
from zhiye.drafts.gazetteer import LIST
from zhiye.drafts.meant import WORKER
from zhiye.drafts.naming import spell
from zhiye.journal.rings import committee_path
from zhiye.kernel.actor import Actor


def with_colleagues(actor: Actor, findings: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The findings, those who work in the committee of ``path`` under the role they have: 我跟金海峰一起去.

    Where the note tells that the one of that name lives somewhere, it is a neighbour.
    """
    told = {found["name"]: spell(found["name"]).full for found in findings["people"] if not found["address"]}
    working = working_here(actor, LIST, set(told.values()) - {""}, committee_path(path))
    people = [
        found | {"role": WORKER} if told.get(found["name"]) in working else found
        for found in findings["people"]
    ]
    return dict(findings) | {"people": people}
