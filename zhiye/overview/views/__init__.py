"""Pages of the street's year."""
