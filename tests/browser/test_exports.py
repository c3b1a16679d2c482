"""A click on a chart's button is an export: numbered then and not before, and the file is the one in the ledger."""

import hashlib
from pathlib import Path

from playwright.sync_api import Page, expect

import database
from stats import queries
from tests.browser.guide_pictures import settle
from tests.browser.rules import opened, violations
from tests.serving import Dashboard


def ledger(url: str) -> list[queries.ExportRow]:
    with database.reading(url) as connection:
        return queries.exports(connection)


def test_a_download_takes_its_number_at_the_click(page: Page, shown: Dashboard) -> None:
    page.goto(f"{shown.address}/tin-hoc")
    page.get_by_text("Bảng số liệu và tải về").first.click()
    button = page.get_by_role("button", name="Excel", exact=True).first
    expect(button).to_be_visible()
    assert ledger(shown.database_url) == []
    files = []
    for _ in range(2):
        with page.expect_download() as waiting:
            button.click()
        files.append(Path(waiting.value.path()).read_bytes())
    rows = ledger(shown.database_url)[::-1]
    assert [row.sha256 for row in rows] == [hashlib.sha256(content).hexdigest() for content in files]
    assert [row.status for row in rows] == ["done", "done"]
    assert rows[0].number != rows[1].number
    assert rows[0].is_demo


def test_a_published_report_is_read_on_a_phone(page: Page, shown: Dashboard) -> None:
    page.goto(f"{shown.address}/bao-cao")
    settle(page)
    page.get_by_text("Công bố cho cuộc họp không giấy").click()
    expect(page.get_by_text("Kèm phụ lục theo đơn vị").first).to_be_visible()
    expect(page.get_by_text("Bản công bố sẽ ghi [c]")).to_be_visible(timeout=180_000)
    page.get_by_role("button", name="Công bố", exact=True).dblclick()
    expect(page.get_by_text("Đã công bố, số")).to_be_visible(timeout=180_000)  # the fold is still open
    expect(page.locator("[data-testid=stImage]")).to_be_visible()
    assert violations(opened(page, f"{shown.address}/so-xuat-bao-cao")) == []
    with database.reading(shown.database_url) as connection:
        (row,) = queries.publications(connection)
    page.goto(f"{shown.address}/cong-bo/{row.token}")
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    answer = page.goto(f"{shown.address}/cong-bo/{row.token}")
    assert answer is not None
    assert answer.status == 200
    expect(page.get_by_text("SỐ LIỆU MINH HỌA").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    with page.expect_download() as waiting:
        page.get_by_text(".docx").click()
    assert Path(waiting.value.path()).read_bytes()[:2] == b"PK"
