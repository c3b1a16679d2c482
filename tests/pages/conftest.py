"""The dashboard's script run without a browser, over a database that the test knows."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from pandas import DataFrame
from streamlit.testing.v1 import AppTest

from settings import ROOT
from tests.people import World, fill

Opener = Callable[..., AppTest]
FIRST = "pages/figures/overview.py"


@pytest.fixture
def world(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> World:
    """A database full of invented people, which the pages read."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    return fill(sqlite_url)


@pytest.fixture
def nothing_loaded(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with its tables and nobody in them, which the pages read."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    return sqlite_url


@pytest.fixture
def opened() -> Opener:
    """Open a page as a link does: by its script, and the query parameters."""

    def open_page(script: str = FIRST, **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "frame.py"), default_timeout=300)
        if script != FIRST:
            # Streamlit knows a page's script by its address only after the frame has run once.
            app.run()
            app.switch_page(script)
        app.query_params.clear()
        app.query_params.update(query)
        return app.run()

    return open_page


def words(elements: Iterable[Any]) -> list[str]:
    """List what texts on the page say, without the signs that keep Markdown from reading them."""
    return [str(element.value).replace("\\", "") for element in elements]


def page_text(app: AppTest) -> str:
    """Give everything that the page says in words."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.info, app.warning, app.success)
    return "\n".join(text for elements in kinds for text in words(elements))


def press(app: AppTest, label: str) -> AppTest:
    """Click the button of that label."""
    next(button for button in app.button if button.label == label).click()
    return app.run()


def listings(app: AppTest) -> dict[str, dict[str, Any]]:
    """Give the tables of a page as the browser gets them, by their captions."""
    texts = (element.proto.bytes or element.proto.json for element in app.get("bidi_component"))
    components = [json.loads(text) for text in texts if text]
    return {table["caption"]: table for table in components if "headers" in table}


def frames(app: AppTest) -> list[DataFrame]:
    """Give the tables of a page in their order, each cell the words in it."""
    texts = (element.proto.bytes or element.proto.json for element in app.get("bidi_component"))
    tables = [table for text in texts if text and "headers" in (table := json.loads(text))]
    return [
        DataFrame([[cell["text"] for cell in row] for row in table["rows"]], columns=table["headers"])
        for table in tables
    ]


def column(table: dict[str, Any], name: str) -> list[str]:
    """List the words under a header."""
    place = table["headers"].index(name)
    return [row[place]["text"] for row in table["rows"]]


def listed_words(app: AppTest) -> str:
    """Give all words of the page's tables."""
    return "\n".join(cell["text"] for table in listings(app).values() for row in table["rows"] for cell in row)
