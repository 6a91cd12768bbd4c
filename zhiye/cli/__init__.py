"""Top floor: the command ``zhiye`` for people and scripts, one file a verb."""
