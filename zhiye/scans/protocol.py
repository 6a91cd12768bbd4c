"""What the process that reads a page answers with, besides the lines."""

MISSING = 3  # exit code: the recogniser is not installed, or not for this machine
