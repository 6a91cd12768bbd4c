"""What colleagues are told outside the pages: three kinds of short sentences without any name."""
