"""What upper rooms may show on the pages of people."""

from zhiye.kernel.slots import Slot

# (actor, person) -> Panel | None: blocks on a person's page
PERSON_PANELS = Slot("people.person.panels")
# (actor, person) -> Action | None: buttons on a person's page
PERSON_ACTIONS = Slot("people.person.actions")
