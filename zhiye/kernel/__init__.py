"""Floor 0: actor, command, slots, errors, clock, sealing. No domain words here."""
