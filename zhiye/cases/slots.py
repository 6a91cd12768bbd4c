"""What upper rooms may show on the pages of matters and promises."""

from zhiye.kernel.slots import Slot

# (actor) -> Action | None: other ways by which matters come in, above the list
CASES_ACTIONS = Slot("cases.list.actions")
# (actor) -> Action | None: other pages of the street's office, above what was handed up
STREET_ACTIONS = Slot("cases.street.actions")
# (actor, case) -> Action | None: buttons under a matter's heading
CASE_ACTIONS = Slot("cases.case.actions")
# (actor, case) -> list[TimelineRow]: what happened in the matter, besides its own steps and promises
CASE_STORY = Slot("cases.case.story")
# (actor, case) -> Panel | None: what an upper room holds of a matter, the fields of a ticket for instance
CASE_PANELS = Slot("cases.case.panels")
# (actor, case) -> Caller | None: whom to ring about a matter, besides its parties; see ``cases.calling``
CASE_CALLERS = Slot("cases.case.callers")
# (actor, keys of matters) -> {key: text} | None: more words of them, for finding those that are one matter
CASE_WORDS = Slot("cases.case.words")
# (actor, promise) -> Panel | None: the likely answers to a promise that falls due
PROMISE_PANELS = Slot("cases.promise.panels")
