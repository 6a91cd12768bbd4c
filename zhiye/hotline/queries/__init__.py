"""Reading tickets, thanks and sheets, as far as the actor may see them."""

from zhiye.figures.periods import Period
from zhiye.hotline.queries.periods import period_rows, praise_count, received_count
from zhiye.hotline.queries.sheets import (
    case_of_row,
    last_order,
    sheet,
    sheets,
    thanks_for_export,
    tickets_for_export,
)
from zhiye.hotline.queries.thanks import thanks, thanks_page, thanks_waiting
from zhiye.hotline.queries.tickets import (
    TicketFilter,
    bodies,
    committees_to_take,
    known_ticket,
    may_change,
    seen_caller,
    ticket,
    ticket_of,
    ticket_told,
    tickets_page,
)

__all__ = [
    "Period",
    "TicketFilter",
    "bodies",
    "case_of_row",
    "committees_to_take",
    "known_ticket",
    "last_order",
    "may_change",
    "period_rows",
    "praise_count",
    "received_count",
    "seen_caller",
    "sheet",
    "sheets",
    "thanks",
    "thanks_for_export",
    "thanks_page",
    "thanks_waiting",
    "ticket",
    "ticket_of",
    "ticket_told",
    "tickets_for_export",
    "tickets_page",
]
