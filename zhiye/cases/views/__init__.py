"""Pages of matters and promises."""
