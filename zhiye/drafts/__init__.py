"""Drafts: what a note implies, proposed to whoever confirms it; each draft quotes its words."""
