"""Floor 7: stories that touch several rooms, each one transaction, in reading order."""
