"""Door for files: rosters in, sheets out."""
