"""A phone's screen of 390×844 under a finger: tables, filters, the wizard, its print."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from settings import ROOT
from tests.browser.guide_pictures import settle
from tests.browser.rules import AT_THE_RIGHT, opened
from tests.browser.test_accessibility import printed
from tests.browser.test_wizard import files
from tests.serving import Dashboard

_FAULTY = ROOT / "data" / "samples" / "nhap-thu" / "Xa-Phu-Lang_2024-06-30_co-loi.xlsx"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone's browser, which has a finger and no mouse."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


def test_a_wide_table_is_a_card_for_each_row_on_a_phone_and_a_table_on_paper(shown: Dashboard, phone: Page) -> None:
    opened(phone, f"{shown.address}/lich-su-nap")
    table = phone.get_by_role("table", name="Các lần nạp")
    row, state = table.locator("tbody tr").first, table.locator("tbody tr").first.locator("td").nth(1)
    expect(row).to_have_css("display", "block")
    assert state.evaluate("(cell) => getComputedStyle(cell, '::before').content") == '"Trạng thái "'
    table.get_by_role("button", name="Tính đến ngày").tap()
    expect(table.get_by_role("columnheader", name="Tính đến ngày")).to_have_attribute("aria-sort", "ascending")
    phone.emulate_media(media="print")
    expect(row).to_have_css("display", "table-row")


def test_numbers_beside_each_other_keep_to_one_line(shown: Dashboard, phone: Page) -> None:
    opened(phone, f"{shown.address}/so-sanh?as_of=2023-12-31")
    cell = phone.get_by_role("cell", name="1.263 · 53,4%")
    lines = """(cell) => {
        const words = document.createRange();
        words.selectNodeContents(cell);
        return words.getClientRects().length;
    }"""
    assert cell.evaluate(lines) == 1


def test_bars_of_two_places_have_their_numbers(shown: Dashboard, phone: Page) -> None:
    opened(phone, f"{shown.address}/so-sanh?as_of=2023-12-31")
    numbers = phone.locator(".st-key-card_headcount .bars .bartext")
    expect(numbers).to_have_text(["125", "143", "110", "122"])
    for number in numbers.all():
        expect(number).to_be_visible()


def test_a_page_that_a_phone_prints_says_of_when_and_whom_it_is(shown: Dashboard, phone: Page) -> None:
    opened(phone, f"{shown.address}/co-cau?as_of=2023-12-31")
    assert "31/12/2023 · Cán bộ, công chức cấp xã, tỉnh Bắc Ninh" in printed(phone)[0]


def test_files_are_loaded_by_touches(shown: Dashboard, phone: Page, tmp_path: Path) -> None:
    """A file with open questions and without a date, then a faulty one: at no step anything is out of sight.

    The last of the file: what it loads stays in the dashboard that all of them look at.
    """
    dateless = files(tmp_path)[1]
    day = phone.get_by_label(f"«{dateless.name}» tính đến ngày nào? (ngày/tháng/năm, rồi Enter)")
    _drop(phone, shown, dateless)
    assert phone.evaluate(AT_THE_RIGHT) == []
    day.tap()
    phone.keyboard.type("31/12/2023\n")
    expect(phone.get_by_role("heading", name="4. Nạp")).to_be_visible()
    _load(phone)
    _drop(phone, shown, _FAULTY)
    _load(phone)


def _drop(phone: Page, shown: Dashboard, file: Path) -> None:
    opened(phone, f"{shown.address}/nhap-so-lieu")
    phone.locator("input[type=file]").set_input_files(file)
    expect(phone.get_by_role("table", name="Các tệp")).to_be_visible()
    settle(phone)


def _load(phone: Page) -> None:
    settle(phone)
    for fold in phone.locator(".stExpander details:not([open]) > summary").all()[::-1]:
        fold.tap()
    settle(phone)
    assert phone.evaluate(AT_THE_RIGHT) == []
    phone.get_by_test_id("stCheckbox").filter(has_text="Nạp cả khi còn lỗi").locator("label").tap()
    settle(phone)
    phone.get_by_role("button", name="Nạp vào cơ sở dữ liệu").tap()
    expect(phone.get_by_text("Đã nạp")).to_be_visible()
    settle(phone)
    assert phone.evaluate(AT_THE_RIGHT) == []
