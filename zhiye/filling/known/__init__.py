"""What is known, in the order in which forms ask for it: fields with their spellings, and the rows that hold them."""
