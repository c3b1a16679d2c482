"""A clerk explains a strange column and a strange spelling once; the next file of that kind asks nothing."""

import io
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.test_dashboard import figure
from tests.rosters import people, roster
from tests.serving import Dashboard

DAY = date(2023, 12, 31)
STRANGE = "Bằng cấp thầy cô trao"


def strange_roster(unit: str, folder: Path) -> Path:
    """The column of education under a header that nobody knows, with a spelling that nobody knows."""
    rows = [(*row[:4], "ĐH Luật KT", row[5]) for row in people(4, unit)]
    book = load_workbook(io.BytesIO(roster(rows, DAY)))
    sheet = book.active
    assert sheet is not None
    sheet["F4"] = STRANGE
    path = folder / f"{unit}.xlsx"
    book.save(path)
    return path


def test_what_is_answered_once_is_not_asked_again(dashboard: Dashboard, page: Page, tmp_path: Path) -> None:
    page.goto(f"{dashboard.address}/nhap-so-lieu")
    page.locator("input[type=file]").set_input_files(strange_roster("Phường Đáp Cầu", tmp_path))
    picture = page.get_by_role("region", name="Các dòng đầu của trang")
    expect(picture).to_contain_text(STRANGE)
    expect(picture).to_contain_text("chưa hiểu")
    _choose(page, f"F · {STRANGE}", "Trình độ chuyên môn")
    page.get_by_role("button", name="Nhớ ý nghĩa các cột và đọc lại").click()
    expect(figure(page, "Lỗi")).to_have_text("4")
    expect(picture).not_to_contain_text("chưa hiểu")
    _confirm_the_proposal(page)
    expect(figure(page, "Lỗi")).to_have_text("0")
    expect(page.get_by_text("Không có cách ghi nào phải hỏi.")).to_be_visible()
    page.get_by_role("button", name="Nạp vào cơ sở dữ liệu").click()
    expect(page.get_by_text("Đã nạp 4 người của 1 đơn vị")).to_be_visible()
    expect(page.get_by_text("Nhận danh sách cán bộ, công chức như các đơn vị vẫn gửi")).to_be_visible()
    page.locator("input[type=file]").set_input_files(strange_roster("Phường Vũ Ninh", tmp_path))
    expect(page.get_by_text("Không có cách ghi nào phải hỏi.")).to_be_visible()
    expect(figure(page, "Lỗi")).to_have_text("0")
    expect(picture.locator("th.chosen")).to_have_text("Trình độ chuyên môn")
    _is_remembered(page)


def _choose(page: Page, label: str, meaning: str) -> None:
    """Type the meaning: of a long list only a part is drawn."""
    page.get_by_role("combobox", name=label).fill(meaning)
    page.get_by_role("option", name=meaning, exact=True).click()


def _confirm_the_proposal(page: Page) -> None:
    expect(page.get_by_text("«ĐH Luật KT» nghĩa là gì? 4 ô: Sheet!F5, F6, F7, F8")).to_be_visible()
    page.get_by_role("button", name="Đúng tất cả đề xuất (1)").click()


def _is_remembered(page: Page) -> None:
    """See that both answers stand on their page, and the picture in its box on a phone, too."""
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("link", name="Điều đã nhớ").click()
    expect(page.get_by_role("heading", name="Cách ghi")).to_be_visible()
    expect(page.get_by_role("heading", name="Ý nghĩa cột")).to_be_visible()
    expect(page.get_by_role("button", name="Đánh dấu dòng để xóa")).to_have_count(2)
    _forget_the_spelling(page)


def _forget_the_spelling(page: Page) -> None:
    """Tick the first table's first row by the keyboard."""
    page.get_by_role("table", name="Cách ghi").get_by_role("checkbox").first.press("Space")
    page.get_by_role("button", name="Xóa 1 câu trả lời đã chọn").click()
    page.get_by_role("dialog").get_by_role("button", name="Xóa", exact=True).click()
    expect(page.get_by_text("Đã xóa 1/1 câu trả lời.")).to_be_visible()
    expect(page.get_by_role("heading", name="Cách ghi")).to_have_count(0)
    expect(page.get_by_role("heading", name="Ý nghĩa cột")).to_have_count(1)
