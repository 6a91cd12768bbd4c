"""A committee's month and year in sentences whose figures open; signed as they were, and held against today."""
