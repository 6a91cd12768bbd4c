"""Writing tickets and thanks. Every command asks leave first and leaves a trace."""

from zhiye.hotline.commands.keeping import correct_ticket, return_ticket, watch_ticket
from zhiye.hotline.commands.looking import look_at_caller, note_tickets_export
from zhiye.hotline.commands.sheets import take_sheet
from zhiye.hotline.commands.taking import take_thanks, take_ticket
from zhiye.hotline.commands.thanking import answer_thanks, see_thanks, withdraw_thanks

__all__ = [
    "answer_thanks",
    "correct_ticket",
    "look_at_caller",
    "note_tickets_export",
    "return_ticket",
    "see_thanks",
    "take_sheet",
    "take_thanks",
    "take_ticket",
    "watch_ticket",
    "withdraw_thanks",
]
