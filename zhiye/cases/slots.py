"""What upper rooms may show on the pages of matters and promises."""

from zhiye.kernel.slots import Slot

# (actor, case) -> Action | None: buttons under a matter's heading
CASE_ACTIONS = Slot("cases.case.actions")
# (actor, case) -> list[TimelineRow]: what happened in the matter, besides its own steps and promises
CASE_STORY = Slot("cases.case.story")
# (actor, promise) -> Panel | None: the likely answers to a promise that falls due
PROMISE_PANELS = Slot("cases.promise.panels")
