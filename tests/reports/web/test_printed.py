"""PDF by the browser: pages, papers, tags; read as bytes, because no reader of PDF is certain to be there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports import web
from reports.pictures import browser
from reports.pictures.browser import PictureError
from tests.reports.browsers import kill_browser
from tests.reports.invented import LETTERHEAD, STAMP, report


@pytest.fixture(scope="module", autouse=True)
def _one_browser() -> Iterator[None]:
    yield
    browser.close()


def _papers(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) for width, height in boxes]


def test_the_report_is_upright_and_its_annexes_lie_across() -> None:
    pdf = web.pdf(web.page(report(), LETTERHEAD, STAMP))
    assert pdf.startswith(b"%PDF-")
    papers = _papers(pdf)
    upright, across = papers.count((210, 297)), papers.count((297, 210))
    assert (upright, across) == (len(papers) - across, len(papers) - upright)
    assert upright >= 2
    assert across >= 4  # one page and 89 rows
    assert papers == sorted(papers)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == len(papers)


def test_the_pdf_tells_its_language_and_its_structure() -> None:
    pdf = web.pdf(web.page(report(), LETTERHEAD, STAMP))
    assert b"/Lang (vi)" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/Outlines" in pdf
    assert 20_000 < len(pdf) < 2_000_000


def test_a_browser_that_died_is_replaced() -> None:
    page = web.page(report(1), LETTERHEAD, STAMP)
    web.pdf(page)
    kill_browser()
    assert web.pdf(page).startswith(b"%PDF-")


def test_without_a_browser_a_sentence_names_the_other_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
    with pytest.raises(PictureError, match=r"tệp PDF.*lưu thành PDF"):
        web.pdf("<p>")
