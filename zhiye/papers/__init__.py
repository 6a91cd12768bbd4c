"""Reports on paper: one neutral structure, written as PDF, Word and Excel."""
