"""Floor 2: what is to happen at a moment, and what comes round by itself."""
