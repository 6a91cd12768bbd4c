"""Pages of activities, one module a subject."""
