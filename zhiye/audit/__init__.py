"""Floor 1: the trail of what was changed, and of who looked."""
