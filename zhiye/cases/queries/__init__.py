"""Reading matters. Every query starts with the actor; "not yours" and "not there" are one answer."""

from zhiye.cases.queries.course import Asking, Course, asking, cases_named, course, reply, rests_on
from zhiye.cases.queries.handed import (
    handing,
    street_handing,
    street_row,
    street_rows,
    told_to_street,
    waiting_at_street,
    way,
)
from zhiye.cases.queries.lists import CaseFilter, CasesPage, cases_page, matters_of, matters_told, unanswered
from zhiye.cases.queries.near import cases_beside, cases_found, colleagues_around
from zhiye.cases.queries.one import (
    CaseFile,
    approvers_for,
    case,
    case_file,
    colleagues_for,
    extension,
    may_change,
    party,
)
from zhiye.cases.queries.promises import (
    colleagues_for_promise,
    due_promises,
    may_settle,
    promise,
    promises_of,
    promises_of_cases,
)
from zhiye.cases.queries.twins import Twin, suggestions, twins_of
from zhiye.cases.queries.waiting import calls_due, running_out, to_agree, to_call_back, to_contact, told_to

__all__ = [
    "Asking",
    "CaseFile",
    "CaseFilter",
    "CasesPage",
    "Course",
    "Twin",
    "approvers_for",
    "asking",
    "calls_due",
    "case",
    "case_file",
    "cases_beside",
    "cases_found",
    "cases_named",
    "cases_page",
    "colleagues_around",
    "colleagues_for",
    "colleagues_for_promise",
    "course",
    "due_promises",
    "extension",
    "handing",
    "matters_of",
    "matters_told",
    "may_change",
    "may_settle",
    "party",
    "promise",
    "promises_of",
    "promises_of_cases",
    "reply",
    "rests_on",
    "running_out",
    "street_handing",
    "street_row",
    "street_rows",
    "to_agree",
    "to_call_back",
    "to_contact",
    "suggestions",
    "told_to",
    "told_to_street",
    "twins_of",
    "unanswered",
    "waiting_at_street",
    "way",
]
