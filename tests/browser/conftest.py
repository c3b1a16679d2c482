"""A real browser before the real server."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

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


@pytest.fixture
def dashboard(empty_sqlite_url: str) -> Iterator[Dashboard]:
    """The dashboard as `manage.py run` starts it the first time: with the invented rosters."""
    with serve(empty_sqlite_url) as started:
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
