"""The proof desk: what a committee may issue is issued and registered; for what it may not, where to go is told."""
