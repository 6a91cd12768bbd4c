"""What upper rooms may show on the page of a contact."""

from zhiye.kernel.slots import Slot

# (actor, contact) -> Action | None: buttons at the foot
CONTACT_ACTIONS = Slot("visits.contact.actions")
