"""A browser's own questions: the first link after a start, drilling by clicks, the way back, a real upload."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.guide_pictures import settle
from tests.rosters import people, roster
from tests.serving import Dashboard


def figure(page: Page, label: str) -> Locator:
    """The value of a figure at the top of a page."""
    return page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue").first


def test_a_place_is_found_without_its_tones(shown: Dashboard, page: Page) -> None:
    missing: list[str] = []
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{shown.address}/so-sanh?as_of=2023-12-31")
    box = page.get_by_role("combobox", name="Các nơi được so sánh")
    expect(box).to_be_visible()
    for typed, first in (("phu lang", "Xã Phù Lãng"), ("Phù Lãng", "Xã Phù Lãng"), ("dai dong", "Xã Đại Đồng")):
        box.fill(typed)
        expect(page.get_by_role("option").first).to_have_text(first)
    assert not missing  # Streamlit looks for its own files below the page's address, if it is left to itself


def test_from_the_first_link_to_a_new_number(dashboard: Dashboard, page: Page, tmp_path: Path) -> None:
    # The very first request after a start is a deep link with nonsense in it.
    page.goto(f"{dashboard.address}/dia-ban?as_of=2023-12-31&district=999")
    expect(page.get_by_role("heading", name="Địa bàn")).to_be_visible()
    expect(page.get_by_text("Không có đơn vị cấp huyện mã «999»")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(_demonstration_notice(page).first).to_be_visible()
    expect(figure(page, "Tổng số")).to_have_text("2.366")
    _drill_and_come_back(page)
    _load_a_roster(page, tmp_path)
    page.get_by_role("button", name="Xem Tổng quan ngày 31/12/2023").click()
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
    expect(figure(page, "Tổng số")).to_have_text("23")
    expect(figure(page, "Cán bộ")).to_have_text("12")
    expect(_demonstration_notice(page)).to_have_count(0)


def _demonstration_notice(page: Page) -> Locator:
    return page.get_by_text("Số liệu minh họa", exact=True)


def _drill_and_come_back(page: Page) -> None:
    """Open a district by a click on its bar; close it by the browser's way back."""
    bar = page.locator(".barlayer .trace").first.locator(".point path").nth(2)
    expect(bar).to_be_visible()
    box = bar.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile(r"district=\d{3}$"))
    expect(page.get_by_role("button", name="Toàn tỉnh")).to_be_visible()
    expect(figure(page, "Tổng số")).not_to_have_text("2.366")
    page.go_back()
    expect(figure(page, "Tổng số")).to_have_text("2.366")
    expect(page).not_to_have_url(re.compile("district="))


def _load_a_roster(page: Page, folder: Path) -> None:
    """Drop a workbook, see it recognised, press the button twice, be told once."""
    path = folder / "Phường Đáp Cầu.xlsx"
    path.write_bytes(roster(people(23, "Phường Đáp Cầu"), date(2023, 12, 31)))
    before = page.url
    page.get_by_role("link", name="Nhập số liệu").click()
    expect(page.locator("button", has_text="Chọn tệp")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(before)  # one way back for one click
    page.go_forward()
    # The control's own English word is exchanged in the browser.
    expect(page.locator("button", has_text="Chọn tệp")).to_be_visible()
    settle(page)  # a file that is dropped while the page is still being drawn goes with what was there before
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_test_id("stFileUploader").get_by_text(re.compile(r"^\d+,\d KB$"))).to_be_visible()
    expect(figure(page, "Số người")).to_have_text("23")
    page.get_by_role("button", name="Nạp vào cơ sở dữ liệu").dblclick()
    expect(page.get_by_text("Đã nạp 23 người của 1 đơn vị, tính đến 31/12/2023")).to_be_visible()
    expect(page.get_by_text("Số liệu minh họa đã được rút")).to_be_visible()


def test_an_address_that_does_not_exist_leads_to_the_first_page(shown: Dashboard, page: Page) -> None:
    page.goto(f"{shown.address}/khong-co-trang-nay")
    expect(page.get_by_text("Không có trang «khong-co-trang-nay»; đang xem Tổng quan.")).to_be_visible()
    expect(figure(page, "Tổng số")).to_have_text("3.642")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_chart_can_be_taken_along(shown: Dashboard, page: Page) -> None:
    page.goto(f"{shown.address}/trinh-do-chuyen-mon?as_of=2023-12-31")
    expect(figure(page, "Đại học trở lên")).to_have_text("89,6%")
    page.get_by_text("Bảng số liệu và tải về").first.click()
    expect(page.get_by_role("cell", name="1.845")).to_be_visible()
    for form, start in (("Excel", b"PK"), ("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download() as download:
            page.get_by_role("button", name=form, exact=True).click()
        ending = "xlsx" if form == "Excel" else form.lower()
        assert download.value.suggested_filename == f"trinh-do-chuyen-mon_bac-ninh_2023-12-31.{ending}"
        assert Path(download.value.path()).read_bytes().startswith(start)


def test_files_come_back_with_their_bad_cells_marked(shown: Dashboard, page: Page, tmp_path: Path) -> None:
    rows = people(6, "Phường Đáp Cầu")
    rows[2] = (*rows[2][:4], "ĐHH", rows[2][5])
    paths = [tmp_path / "một.xlsx", tmp_path / "hai.xlsx"]
    paths[0].write_bytes(roster(rows, date(2023, 12, 31)))
    paths[1].write_bytes(roster(people(4, "Phường Thị Cầu", first=50), date(2023, 12, 31)))
    page.goto(f"{shown.address}/nhap-so-lieu")
    page.locator("input[type=file]").set_input_files(paths[0])
    name, content = _marked(page)
    assert name == "một_loi.xlsx"
    assert len(load_workbook(io.BytesIO(content)).sheetnames) == 2
    page.locator("input[type=file]").set_input_files(paths[1])
    expect(figure(page, "Đơn vị")).to_have_text("2")
    name, content = _marked(page)
    assert name == "danh-sach_loi.zip"
    assert zipfile.ZipFile(io.BytesIO(content)).namelist() == ["một_loi.xlsx"]


def _marked(page: Page) -> tuple[str, bytes]:
    # While the script runs the button may still be that of the run before, whose file is no longer to be had.
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp đã đánh dấu ô lỗi").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_phone_shows_one_column_and_its_menu_gets_out_of_the_way(shown: Dashboard, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(shown.address)
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    for title in ("Địa bàn", "Trình độ chuyên môn", "Tin học", "Nhập số liệu", "Lịch sử nạp", "Thiết lập", "Hướng dẫn"):
        page.get_by_test_id("stExpandSidebarButton").click()
        page.get_by_role("link", name=title, exact=True).click()
        expect(page.get_by_role("heading", name=re.compile(f"^{title}"), level=1)).to_be_visible()
        expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


@pytest.mark.parametrize("is_secure", [True, False], ids=["this machine", "an office's network without https"])
def test_sentences_are_copied_by_a_click(shown: Dashboard, page: Page, is_secure: bool) -> None:
    """Without https browsers do not give pages the clipboard; the older way then has to do."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not is_secure:
        page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.goto(f"{shown.address}/trinh-do-chuyen-mon?as_of=2023-12-31")
    expect(page.get_by_text("Câu văn cho báo cáo")).to_be_visible()
    page.get_by_role("button", name="Sao chép", exact=True).click()
    expect(page.get_by_role("button", name="Đã sao chép")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "đại học 1.845 người chiếm 78,0%; cao đẳng 61 người chiếm 2,6%" in copied
    assert copied.endswith("(Số liệu minh họa)")
    expect(page.get_by_role("button", name="Sao chép", exact=True)).to_be_visible()


def test_a_link_is_copied_by_one_click_and_says_that_it_is_this_machines(shown: Dashboard, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{shown.address}/tin-hoc?as_of=2023-12-31&district=256")
    page.get_by_role("button", name="Sao chép liên kết", exact=True).click()
    expect(page.get_by_role("button", name="Đã sao chép; địa chỉ này chỉ mở được trên máy này")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{shown.address}/tin-hoc?as_of=2023-12-31&district=256"


def test_a_page_is_kept_under_a_name_and_removed_after_a_question(shown: Dashboard, page: Page) -> None:
    page.goto(f"{shown.address}/tin-hoc?as_of=2023-12-31&district=256")
    page.get_by_role("button", name="Màn hình đã lưu").click()
    box = page.get_by_role("dialog")
    box.get_by_label("Tên cho màn hình đang xem").fill("Họp giao ban")
    box.get_by_role("button", name="Lưu", exact=True).click()
    expect(box.get_by_text("Đã lưu «Họp giao ban».")).to_be_visible()
    page.goto(f"{shown.address}/dia-ban?as_of=2022-12-31")
    page.get_by_role("button", name="Màn hình đã lưu").click()
    page.get_by_role("dialog").get_by_role("link", name="Họp giao ban").click()
    expect(page.get_by_role("heading", name=re.compile("^Tin học"), level=1)).to_be_visible()
    page.wait_for_url("**/tin-hoc?as_of=2023-12-31&district=256")
    page.get_by_role("button", name="Màn hình đã lưu").click()
    box = page.get_by_role("dialog")
    box.get_by_role("button", name="Xóa", exact=True).click()
    expect(box.get_by_text("Xóa «Họp giao ban»?")).to_be_visible()
    box.get_by_role("button", name="Xóa hẳn").click()
    expect(box.get_by_text("Chưa lưu màn hình nào.")).to_be_visible()
