"""Reading messy rosters into plain records, and writing them back in the sheet's own order."""
