"""Which days offices work: holidays, worked weekends, counting in working days; and the lunar calendar."""
