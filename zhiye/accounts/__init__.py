"""Floor 1: who logs in, which role they hold at which place, from when to when."""
