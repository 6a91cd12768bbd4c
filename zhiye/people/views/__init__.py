"""Pages of people: one file for each thing that can be done."""
