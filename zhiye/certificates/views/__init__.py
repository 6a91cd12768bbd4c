"""Pages of the proof desk."""
