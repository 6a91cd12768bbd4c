"""Pages of the residents' door: residents' own, and those of the staff."""
