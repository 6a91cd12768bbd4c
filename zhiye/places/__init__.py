"""Floor 1: the tree of places, grids and building groups over it, addresses."""
