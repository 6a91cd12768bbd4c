"""Fixtures for the tests of every room."""

import gc

import pytest
from hypothesis import settings

FEWEST = 5
pytest_plugins = ["tests.fixtures"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--database-only`` leaves out tests that touch no database: on the second engine they would say the same."""
    parser.addoption("--database-only", action="store_true", help="only tests that use the database")


def pytest_collection_finish() -> None:
    """What was loaded to collect the tests stays to the end: looking through it again and again costs a tenth."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave them out; of property tests take a fifth of the examples, the arithmetic being the same on both."""
    if not config.getoption("--database-only"):
        return
    kept = [item for item in items if item.get_closest_marker("django_db") or "db" in item.fixturenames]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept
    for item in kept:
        _take_fewer_examples(item)


def _take_fewer_examples(item: pytest.Item) -> None:
    test = getattr(item, "obj", None)
    # No public way leads to the settings that a test has already been given.
    given = getattr(test, "_hypothesis_internal_use_settings", None)
    if given is not None:
        fewer = settings(given, max_examples=max(FEWEST, given.max_examples // 5))
        test._hypothesis_internal_use_settings = fewer  # type: ignore[union-attr]
