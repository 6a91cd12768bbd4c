"""Pages of the writing desk: the notes, and the drafts beside them."""
