"""What upper rooms may show on the pages of places."""

from zhiye.kernel.slots import Slot

# (actor, building) -> Layer | None: one way to colour the building picture, see layers.py
LAYERS = Slot("places.building.layers")
# (actor, home) -> Panel | None: blocks on the page of a home
HOME_PANELS = Slot("places.home.panels")
# (actor, building) -> Panel | None: blocks beside the building picture
BUILDING_PANELS = Slot("places.building.panels")
# (actor, estate) -> dict[building id, str] | None: dots of the wall: one mark per home
# (actor, place, on) -> str | None: why this place may not end
END_OBJECTIONS = Slot("places.end.objections")
