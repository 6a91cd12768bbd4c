"""Reading matters. Every query starts with the actor; "not yours" and "not there" are one answer."""

from zhiye.cases.queries.lists import CaseFilter, CasesPage, cases_page, matters_of, unanswered
from zhiye.cases.queries.one import CaseFile, case, case_file, colleagues_for, may_change, party
from zhiye.cases.queries.promises import (
    due_promises,
    may_settle,
    promise,
    promises_of,
    promises_of_cases,
)

__all__ = [
    "CaseFile",
    "CaseFilter",
    "CasesPage",
    "case",
    "case_file",
    "cases_page",
    "colleagues_for",
    "due_promises",
    "matters_of",
    "may_change",
    "may_settle",
    "party",
    "promise",
    "promises_of",
    "promises_of_cases",
    "unanswered",
]
