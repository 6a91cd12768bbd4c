"""Speed, measured with one command and printed as a table; nothing here is asserted by a test."""
