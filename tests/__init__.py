"""What the tests of all rooms share, and tests that belong to no single room."""
