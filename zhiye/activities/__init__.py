"""Activities: what a committee did together with its residents, as a simple count with its day and its heading."""
