"""Fixtures for the tests of every room."""

from hypothesis import settings

pytest_plugins = ["tests.fixtures"]

# Speed is measured in bench/, never judged in a test: the first call of a reader loads its models.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
