"""The journal: notes in the writer's own words, and the lines that lead back to them."""
