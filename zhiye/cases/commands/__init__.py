"""Writing matters and promises. Every command asks leave first and leaves a trace."""

from zhiye.cases.commands.keeping import hold_case
from zhiye.cases.commands.moving import move_back, move_case
from zhiye.cases.commands.opening import (
    describe_case,
    give_case,
    join_person,
    open_case,
    part_person,
    take_case,
    take_over,
    withdraw_case,
)
from zhiye.cases.commands.promising import (
    drop_promise,
    keep_promise,
    make_promise,
    move_promise,
    reopen_promise,
    withdraw_promise,
)

__all__ = [
    "describe_case",
    "drop_promise",
    "give_case",
    "hold_case",
    "join_person",
    "keep_promise",
    "make_promise",
    "move_back",
    "move_case",
    "move_promise",
    "open_case",
    "part_person",
    "reopen_promise",
    "take_case",
    "take_over",
    "withdraw_case",
    "withdraw_promise",
]
