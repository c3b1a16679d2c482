"""The dashboard's script run without a browser, over a database that the test knows."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from pandas import DataFrame
from streamlit.testing.v1 import AppTest

from settings import ROOT
from tests.people import World, fill

Opener = Callable[..., AppTest]
FIRST = "pages/figures/overview.py"
_TO_PEOPLE = re.compile(r"\[([^\]]*)\]\(ai-o-dau\?[^)]*\)")


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
    """List what texts on the page say, without the signs that keep Markdown from reading them and without links."""
    return [_TO_PEOPLE.sub(r"\1", str(element.value)).replace("\\", "") for element in elements]


def figures(app: AppTest) -> dict[str, str]:
    """Give the figures that a page opens with, by their labels; without the ways to their people."""
    return {metric.label: re.sub(r"^\[(.*)\]\(.*\)$", r"\1", str(metric.value)) for metric in app.metric}


def details(app: AppTest) -> list[str]:
    """List what stands below the figures that a page opens with."""
    return [metric.proto.delta_description for metric in app.metric]


def headings(app: AppTest) -> list[str]:
    """List the headings of a page's cards and parts, without the lines below them."""
    return [text.partition("\n")[0] for text in words(app.header)]


def office_name(app: AppTest) -> str:
    """Give the name that stands above the menu."""
    (menu,) = (data for data in map(json.loads, component_texts(app)) if "menu" in data)
    return str(menu["office"])


def page_text(app: AppTest) -> str:
    """Give everything that the page says in words."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.info, app.warning, app.success)
    return "\n".join([*(text for elements in kinds for text in words(elements)), *details(app)])


def press(app: AppTest, label: str) -> AppTest:
    """Click the button of that label."""
    next(button for button in app.button if button.label == label).click()
    return app.run()


def listings(app: AppTest) -> dict[str, dict[str, Any]]:
    """Give the tables of a page as the browser gets them, by their captions."""
    components = map(json.loads, component_texts(app))
    return {table["caption"]: table for table in components if "headers" in table}


def component_texts(app: AppTest) -> list[bytes | str]:
    """List what the page's components get in the browser, as JSON."""
    texts = (element.proto.bytes or element.proto.json for element in app.get("bidi_component"))
    return [text for text in texts if text]


def copied_texts(app: AppTest) -> list[str]:
    """List what the page's buttons «Sao chép» would put on the clipboard, but for the page's own address."""
    components = map(json.loads, component_texts(app))
    return [str(data["text"]) for data in components if "text" in data and "as_of=" not in data["text"]]


def frames(app: AppTest) -> list[DataFrame]:
    """Give the tables of a page in their order, each cell the words in it."""
    tables = [table for table in map(json.loads, component_texts(app)) if "headers" in table]
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
