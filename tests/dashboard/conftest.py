"""A database full of invented people."""

import pytest

from tests.dashboard.people import World, fill


@pytest.fixture
def world(database_url: str) -> World:
    """The invented people, on either kind of database."""
    return fill(database_url)


@pytest.fixture
def sqlite_world(sqlite_url: str) -> World:
    """The invented people on SQLite, for what does not depend on the database."""
    return fill(sqlite_url)
