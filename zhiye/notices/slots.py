"""What other rooms may put into the notices."""

from zhiye.kernel.slots import Slot

# (actor) -> int: how many things of a room wait for the actor this morning; a count and nothing else.
DIGEST = Slot("notices.digest")
