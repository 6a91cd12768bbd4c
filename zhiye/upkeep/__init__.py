"""Top floor: keeping the whole alive. Backup, restore, checks, renewal of keys; no tables of its own."""
