"""Reads a journal note: the people, homes, days, sums, matters and promises that its words tell."""
