"""Forms of others, filled from what is known."""
