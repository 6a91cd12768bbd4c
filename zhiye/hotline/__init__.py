"""Tickets of the 12345 hotline, and thanks that came by it."""
