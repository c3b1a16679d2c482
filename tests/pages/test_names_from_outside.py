"""Names that came from outside (files, offices, people who load) are shown letter by letter: never a picture or a link.

A picture in such a name would have every reader's browser call a foreign address.
"""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.parts import jobs
from dashboard.parts.register import TRACE
from etl import office, pipeline
from etl.records import LoadOptions, SourceFile
from tests.pages.conftest import Opener, listings
from tests.pages.test_data_pages import drop
from tests.rosters import people, roster

PICTURE = "![a](http://evil.example/a.png)"
FILE = f"{PICTURE}[b](http://evil.example)\u202e.xlsx"
DAY = date(2023, 12, 31)
_RENDERED = re.compile(rf"(?<!\\)\]\((?!(#[a-z-]+|{TRACE.slug}\?[\w=&%-]+)\))")
"""A link to anywhere but a place of the page itself and the page of the people behind a number."""
PAGES = ("pages/figures/overview.py", "pages/data/load.py", "pages/data/imports.py", "pages/data/submissions.py")


@pytest.fixture
def evil(nothing_loaded: str) -> str:
    """A database with one import of such a file by such a person, taken back by another, in such an office."""
    content = roster(people(7, "Phường Đáp Cầu"), DAY)
    for name in (FILE, f"2{FILE}"):
        report = pipeline.load(nothing_loaded, [SourceFile(name, content)], LoadOptions(loaded_by=PICTURE))
        assert report.import_id is not None
        pipeline.undo(nothing_loaded, report.import_id, PICTURE)
    pipeline.load(nothing_loaded, [SourceFile(FILE, content)], LoadOptions(loaded_by=PICTURE))
    office.save(nothing_loaded, {"office_name": PICTURE, "superior_name": PICTURE})
    return nothing_loaded


def markdown(app: AppTest) -> list[str]:
    """List every text of the page that Streamlit reads as Markdown."""
    kinds = (app.markdown, app.caption, app.info, app.warning, app.success, app.subheader, app.title, app.button)
    texts = [str(getattr(element, "value", "")) for elements in kinds for element in elements]
    folds = [str(fold.label) for fold in app.expander]
    return [*texts, *(str(button.label) for button in app.button), *folds]


@pytest.mark.usefixtures("evil")
@pytest.mark.parametrize("page", PAGES)
def test_no_name_is_rendered(opened: Opener, page: str) -> None:
    app = opened(page)
    assert not app.exception
    assert not [text for text in markdown(app) if _RENDERED.search(text)]


@pytest.mark.usefixtures("evil")
def test_neither_in_the_details_of_an_import(opened: Opener) -> None:
    app = opened("pages/data/imports.py")
    for code in listings(app)["Các lần nạp"]["codes"]:
        app.session_state["import_rows_chosen"] = code
        app.run()
        texts = markdown(app)
        assert any("evil" in text for text in texts if " KB" in text)
        assert not [text for text in texts if _RENDERED.search(text)]


def test_neither_on_the_page_that_loads(nothing_loaded: str, opened: Opener) -> None:
    app = drop(
        opened("pages/data/load.py"), (FILE, roster(people(7, "Phường Đáp Cầu"), DAY)), (FILE[1:], b"no workbook")
    )
    assert nothing_loaded
    assert not [text for text in markdown(app) if _RENDERED.search(text)]


def test_neither_in_the_words_beside_a_bar_of_progress() -> None:
    job = jobs.Job(lambda tell: tell(f"Đang kiểm tra trang «{PICTURE}»", 1, 2))
    job.result()
    assert job.step() == (r"Đang kiểm tra trang «\!\[a\]\(http\://evil\.example/a\.png\)»", 0.5)
