"""The writing desk: one note is typed, read into drafts beside its words, and confirmed tap by tap."""
