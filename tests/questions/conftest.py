"""Questions put to the invented people."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import database
from migrations.prepare import prepare
from questions.answering import Answer, answer
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World
from tests.people import fill as fill_people


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The invented people in a database of this module's own."""
    path: Path = tmp_path_factory.mktemp("questions") / "people.db"
    url = f"sqlite:///{path.as_posix()}"
    prepare(url)
    return fill_people(url)


Asker = Callable[..., Answer]


@pytest.fixture
def ask(world: World) -> Iterator[Asker]:
    """Ask a question of the province at the end of 2023."""
    with database.reading(world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        yield lambda text, people=EVERYBODY: answer(text, source, Selection(END_2023), people)
