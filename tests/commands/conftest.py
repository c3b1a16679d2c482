"""A database full of invented people, and the command line."""

from collections.abc import Callable

import pytest

from commands import dispatch
from tests.people import World, fill

Tell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def world(database_url: str, monkeypatch: pytest.MonkeyPatch) -> World:
    """The invented people in the database that the environment names."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    return fill(database_url)


@pytest.fixture
def sqlite_world(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> World:
    """The same on SQLite, for what does not depend on the database."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    return fill(sqlite_url)


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    """Run a command as `manage.py` does; give exit status, standard output and standard error."""

    def run(command: str, *words: str) -> tuple[int, str, str]:
        try:
            status = dispatch.run(command, words)
        except SystemExit as end:
            status = int(end.code or 0)
        output = capsys.readouterr()
        return status, output.out, output.err

    return run
