"""What can happen in the register. One file per subject; all are commands."""

from zhiye.people.commands.belonging import (
    end_category,
    end_ownership,
    end_wish,
    give_consent,
    hold_category,
    note_wish,
    own_home,
    tie_kin,
    untie_kin,
    verify_category,
    withdraw_consent,
)
from zhiye.people.commands.living import (
    end_residence,
    house_person,
    leave_register,
    return_to_register,
)
from zhiye.people.commands.person import (
    correct_person,
    look_at,
    note_sheet_export,
    register_person,
    settle_rival,
)
from zhiye.people.commands.reach import add_contact, end_contact

__all__ = [
    "add_contact",
    "correct_person",
    "end_category",
    "end_contact",
    "end_ownership",
    "end_residence",
    "end_wish",
    "give_consent",
    "hold_category",
    "house_person",
    "leave_register",
    "look_at",
    "note_sheet_export",
    "note_wish",
    "own_home",
    "register_person",
    "return_to_register",
    "settle_rival",
    "tie_kin",
    "untie_kin",
    "verify_category",
    "withdraw_consent",
]
