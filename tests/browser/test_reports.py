"""The page «Báo cáo» in a real browser: a preview that runs nothing, a file on the disk, a phone."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from reports import web
from tests.reports.invented import LETTERHEAD, report
from tests.serving import Dashboard


def _preview(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


@pytest.mark.parametrize("width", [390, 640, 900])
def test_an_office_s_name_parts_before_its_place(page: Page, width: int) -> None:
    """«… NHÂN DÂN / TỈNH BẮC NINH», never «… TỈNH BẮC / NINH», however narrow its column."""
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(web.page(report(), LETTERHEAD, None))
    name = page.locator("header p").first
    assert name.inner_text().split() == LETTERHEAD.superior.upper().split()
    lines = name.evaluate(
        """name => { const range = document.createRange(); range.selectNodeContents(name.querySelector("span"));
        return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size }"""
    )
    assert lines == 1


def test_a_report_is_read_and_taken_along(shown: Dashboard, page: Page) -> None:
    page.goto(f"{shown.address}/bao-cao?as_of=2023-12-31")
    expect(_preview(page).get_by_role("heading", name="BÁO CÁO", exact=True)).to_be_visible()
    expect(_preview(page).get_by_text("tổng số 2.366 người").first).to_be_visible()
    expect(_preview(page).locator(".bars").first).to_be_visible()
    page.locator("summary", has_text="Công bố cho cuộc họp không giấy").focus()
    page.keyboard.press("Tab")
    expect(page.locator("iframe")).to_have_css("outline-style", "solid")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("iframe")).to_have_css("outline-style", "none")
    page.get_by_text("Đóng dấu «LƯU HÀNH NỘI BỘ»").click()
    expect(_preview(page).get_by_text("LƯU HÀNH NỘI BỘ", exact=True)).to_be_visible()
    page.get_by_role("button", name="Tạo tệp Word (.docx)").dblclick()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp Word (.docx)").click()
    assert download.value.suggested_filename == "bao-cao-tong-hop_bac-ninh_2023-12-31.docx"
    book = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert "2.366" in book.read("word/document.xml").decode()
    assert "000001" in page.get_by_text("Số xuất").last.inner_text()


def test_the_preview_follows_the_choice_and_fits_a_phone(shown: Dashboard, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{shown.address}/bao-cao?as_of=2023-12-31&district=263")
    expect(_preview(page).get_by_text(re.compile("huyện Gia Bình")).first).to_be_visible()
    inside = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert _preview(page).locator("html").evaluate(f"() => {inside}")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
