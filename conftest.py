"""Fixtures for the tests of every room."""

pytest_plugins = ["tests.fixtures"]
