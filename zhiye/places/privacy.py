"""Who may know which field of the tree of places: what can be read on doors and maps is public.

public: anybody; staff: colleagues whose role reaches the place; sensitive: covered, asked for or in a narrower ring.
"""

FIELDS = {
    "Place.id": "public",
    "Place.parent": "public",
    "Place.kind": "public",
    "Place.code": "public",
    "Place.name": "public",
    "Place.path": "staff",
    "Place.door": "public",
    "Place.floor": "public",
    "Place.floors": "public",
    "Place.lift": "public",
    "Place.area": "staff",
    "Place.valid_from": "public",
    "Place.valid_to": "public",
    "Place.origin": "staff",
    "FormerPlace.id": "public",
    "FormerPlace.place": "public",
    "FormerPlace.parent": "public",
    "FormerPlace.code": "public",
    "FormerPlace.name": "public",
    "FormerPlace.door": "public",
    "FormerPlace.until": "public",
    "FormerPlace.reason": "staff",
    "Coverage.id": "public",
    "Coverage.overlay": "public",
    "Coverage.covered": "public",
    "Coverage.overlay_kind": "public",
    "Coverage.since": "public",
    "Coverage.until": "public",
}
