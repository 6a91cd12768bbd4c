"""Floor 2: persons, households, who lives where, who owns what, kin, ways to reach them, categories."""
