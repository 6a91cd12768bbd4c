"""Reading the register. Every query starts with the actor; "not yours" and "not there" are one answer."""

from zhiye.people.queries.files import PersonFile, get_person, history_of, opened, person_file
from zhiye.people.queries.homes import HomeSheet, home_sheet, people_by_home
from zhiye.people.queries.lists import PeopleFilter, PeoplePage, count_people, people_page
from zhiye.people.queries.searching import Hit, search
from zhiye.people.queries.tallies import TALLIED, CommitteeTally, tallies, to_verify

__all__ = [
    "CommitteeTally",
    "Hit",
    "HomeSheet",
    "PeopleFilter",
    "PeoplePage",
    "TALLIED",
    "PersonFile",
    "count_people",
    "get_person",
    "history_of",
    "home_sheet",
    "opened",
    "people_by_home",
    "people_page",
    "person_file",
    "search",
    "tallies",
    "to_verify",
]
