"""Contacts: whom a colleague met, called or did not find at home, and one sentence about it."""
