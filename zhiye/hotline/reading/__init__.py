"""Reading tickets as offices send them: pasted text and rows of sheets. Pure: no table, no clock of its own."""
