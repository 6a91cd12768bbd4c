"""Words for the pages of matters."""
