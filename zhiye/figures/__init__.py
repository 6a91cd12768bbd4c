"""Figures that open: each is counted from the list of its records, never apart from it."""
