"""Floor 8: the staff's start page, the search page."""
