"""Invented people, and a blank form filled for them."""

import io
from collections.abc import Callable, Iterator

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from sqlalchemy import Connection

import database
from blank_forms.filling import FilledForm, fill
from blank_forms.form import Answers, BlankForm, read_form
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World
from tests.people import fill as fill_people


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The invented people in a database of this module's own."""
    from migrations.prepare import prepare

    url = f"sqlite:///{(tmp_path_factory.mktemp('forms') / 'people.db').as_posix()}"
    prepare(url)
    return fill_people(url)


@pytest.fixture
def connection(world: World) -> Iterator[Connection]:
    """A connection to the people's database."""
    with database.reading(world.url) as opened:
        yield opened


Filler = Callable[..., FilledForm]
Reader = Callable[..., BlankForm]


@pytest.fixture
def reading(connection: Connection) -> Reader:
    """Read a blank form, for the whole province at the end of 2023 unless another selection is given."""

    def read(content: bytes, selection: Selection | None = None, answers: Answers | None = None) -> BlankForm:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        return read_form(source, selection or Selection(END_2023), "bieu.xlsx", content, answers)

    return read


@pytest.fixture
def filling(connection: Connection, reading: Reader) -> Filler:
    """Read and fill a blank form."""

    def fill_form(
        content: bytes,
        selection: Selection | None = None,
        answers: Answers | None = None,
        *,
        by_commune: bool = False,
    ) -> FilledForm:
        chosen = selection or Selection(END_2023)
        source = StatisticsSource.of_connection(connection, PROVINCE)
        return fill(source, chosen, reading(content, chosen, answers), by_commune=by_commune, people=EVERYBODY)

    return fill_form


def reopened(filled: FilledForm) -> Workbook:
    """Give the workbook as whoever opens its file sees it."""
    target = io.BytesIO()
    filled.book.save(target)
    target.seek(0)
    return openpyxl.load_workbook(target)
