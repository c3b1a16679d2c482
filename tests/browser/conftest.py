"""A real browser before the real server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import make_url

from tests.serving import Dashboard, serve


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium of this machine; `manage.py test` names or installs one where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def _demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database and the data folder that `manage.py run` leaves behind when it was started for the first time."""
    folder = tmp_path_factory.mktemp("demonstration")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("WORKFORCE_DATA_DIR", str(folder / "data"))
        with serve(f"sqlite:///{(folder / 'workforce.db').as_posix()}") as dashboard:
            dashboard.close()
    return folder


@pytest.fixture
def dashboard(empty_sqlite_url: str, _demonstration: Path, tmp_path: Path) -> Iterator[Dashboard]:
    """The dashboard with the invented rosters, as it stands after the first start."""
    shutil.copy(_demonstration / "workforce.db", str(make_url(empty_sqlite_url).database))
    shutil.copytree(_demonstration / "data", tmp_path / "data", dirs_exist_ok=True)
    with serve(empty_sqlite_url) as started:
        yield started


@pytest.fixture(scope="module")
def shown(_demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """The same dashboard once for a file's tests, for those that look and change nothing that another one looks at."""
    folder = tmp_path_factory.mktemp("shown")
    shutil.copytree(_demonstration, folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("WORKFORCE_DATA_DIR", str(folder / "data"))
        with serve(f"sqlite:///{(folder / 'workforce.db').as_posix()}") as started:
            yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window as large as an office's screen; a page that speaks to another machine fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    hosts: set[str] = set()
    opened.on("request", lambda request: hosts.add(request.url.split("/")[2].split(":")[0]))
    yield opened
    context.close()
    assert hosts <= {"127.0.0.1"}
