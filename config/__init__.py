"""Settings, addresses, roles: knows all rooms, is imported by none."""
