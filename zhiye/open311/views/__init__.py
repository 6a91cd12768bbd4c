"""The API, the page about it, and the staff's pages."""
