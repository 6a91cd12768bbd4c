"""Writing matters and promises. Every command asks leave first and leaves a trace."""

from zhiye.cases.commands.bringing import bring_in
from zhiye.cases.commands.describing import describe_case
from zhiye.cases.commands.entrusting import entrust_case
from zhiye.cases.commands.escalating import escalate
from zhiye.cases.commands.extending import answer_extension, extend_case
from zhiye.cases.commands.handing import (
    accept_handing,
    answer_handing,
    handing_overdue,
    note_handing,
    recall_handing,
    refer_case,
    transfer_case,
)
from zhiye.cases.commands.joining import merge_cases, split_case
from zhiye.cases.commands.keeping import hold_case
from zhiye.cases.commands.moving import move_back, move_case
from zhiye.cases.commands.noting import join_note
from zhiye.cases.commands.opening import (
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
    give_promise,
    keep_promise,
    make_promise,
    move_promise,
    reopen_promise,
    withdraw_promise,
)
from zhiye.cases.commands.public_line import set_public_line
from zhiye.cases.commands.replying import note_reply, take_back_reply

__all__ = [
    "accept_handing",
    "answer_handing",
    "entrust_case",
    "handing_overdue",
    "note_handing",
    "recall_handing",
    "refer_case",
    "transfer_case",
    "answer_extension",
    "bring_in",
    "describe_case",
    "drop_promise",
    "escalate",
    "extend_case",
    "give_case",
    "give_promise",
    "hold_case",
    "join_note",
    "join_person",
    "keep_promise",
    "make_promise",
    "merge_cases",
    "move_back",
    "move_case",
    "move_promise",
    "note_reply",
    "open_case",
    "part_person",
    "reopen_promise",
    "set_public_line",
    "split_case",
    "take_back_reply",
    "take_case",
    "take_over",
    "withdraw_case",
    "withdraw_promise",
]
