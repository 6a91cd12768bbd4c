"""Whose facts a column holds: one row often tells of two people (房东电话, 承租人信息/身份证号)."""

import re

from zhiye.people.heads import plain_head

from .kinds import Column, Plan

PERSONAL = ("phone", "id_number", "sex", "birth")
_NAME_WORD = re.compile(r"(?:姓名|名称|名字)$")


def set_aside_others(plan: Plan) -> None:
    """Facts of people whose name is not the one read: telephones become remarks, the rest is not read.

    The head of a household written beside each member is such another person, but its telephone serves the
    household where the sheet has no other.
    """
    name = plan.first("name")
    if name is None:
        return
    own = _whose(name)
    others = {_whose(c) for c in plan.columns if c is not name and c.content.get("name", 0.0) >= 0.5} - {
        "",
        own,
    }
    for column in plan.columns:
        if column.kind not in PERSONAL or column.strength > 1.0 or (own and _label(column).startswith(own)):
            continue
        if any(_label(column).startswith(other) for other in others) and not _serves(plan, column):
            column.kind, column.sub = ("note", "named") if column.kind == "phone" else ("ignore", "")


def _whose(column: Column) -> str:
    """Of whom a column of names is: its group head, or what stands before 姓名; "" for a plain 姓名."""
    group, _slash, leaf = column.label.rpartition("/")
    return plain_head(group) if group else _NAME_WORD.sub("", plain_head(leaf))


def _label(column: Column) -> str:
    return plain_head(column.label)


def _serves(plan: Plan, column: Column) -> bool:
    """The only telephone of a sheet is everybody's, if it is that of the head of the household."""
    return column.kind == "phone" and "户主" in column.label and len(plan.of("phone")) == 1
