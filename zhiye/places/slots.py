"""What upper rooms may show on the pages of places."""

from zhiye.kernel.slots import Slot

# (actor, building) -> Layer | None: one way to colour the building picture, see layers.py
LAYERS = Slot("places.building.layers")
# (actor, committee) -> Marks | None: which homes the wall of buildings marks, see layers.py
WALL_MARKS = Slot("places.wall.marks")
# (actor,) -> Panel | None: blocks of figures for those who see counts and no homes
COUNT_PANELS = Slot("places.counts.panels")
# (actor, home) -> Panel | None: blocks on the page of a home
HOME_PANELS = Slot("places.home.panels")
# (actor, building) -> Panel | None: blocks beside the building picture
BUILDING_PANELS = Slot("places.building.panels")
# (actor, place) -> Action | None: buttons on the page of a building or home
PLACE_ACTIONS = Slot("places.place.actions")
# (actor, place, on) -> str | None: why this place may not end
END_OBJECTIONS = Slot("places.end.objections")
