"""Pages for everybody: what opens on them, paper, a keyboard, a phone; each page as it opens: test_every_page.py."""

import io
import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.guide_pictures import settle
from tests.browser.rules import opened, violations
from tests.rosters import people, roster
from tests.serving import Dashboard


def test_what_opens_on_a_page_breaks_no_rule_of_accessibility(shown: Dashboard, page: Page, tmp_path: Path) -> None:
    opened(page, f"{shown.address}/trinh-do-chuyen-mon?as_of=2023-12-31")
    page.get_by_text("Bảng số liệu và tải về").first.click()
    expect(page.get_by_role("cell", name="1.845").first).to_be_visible()
    assert violations(page) == []
    assert _of_an_import(shown, page, tmp_path) == []


def _of_an_import(shown: Dashboard, page: Page, folder: Path) -> list[str]:
    rows = people(6, "Phường Đáp Cầu")
    rows[2] = (*rows[2][:4], "ĐHH", rows[2][5])
    path = folder / "một.xlsx"
    path.write_bytes(roster(rows, date(2023, 12, 31)))
    opened(page, f"{shown.address}/nhap-so-lieu")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_role("button", name="Tải tệp đã đánh dấu ô lỗi")).to_be_visible()
    settle(page)
    return violations(page)


def printed(page: Page) -> list[str]:
    """Print the page on A4 as Ctrl+P does; gives the text of each sheet."""
    return [" ".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]


_ON_PAPER = """() => {
  const paper = document.querySelector("[data-testid=stMainBlockContainer]");
  paper.style.setProperty("max-width", "703px", "important");
  const shapes = [...document.querySelectorAll(".svg-container")].map((each) => {
    const box = each.querySelector(".main-svg").viewBox.baseVal;
    const room = each.closest("[data-testid=stElementContainer]").clientHeight;
    return [each.clientWidth / each.clientHeight, box.width / box.height, room - each.clientHeight];
  });
  paper.style.removeProperty("max-width");
  return shapes;
}"""


def _letters(page: Page) -> list[tuple[float, str]]:
    """Print the page on A4; gives each text with its letters' size in points on the paper."""
    letters: list[tuple[float, str]] = []

    def note(text: str, matrix: list[float], inner: list[float], _font: object, size: float) -> None:
        across = inner[0] * matrix[0] + inner[1] * matrix[2]
        down = inner[0] * matrix[1] + inner[1] * matrix[3]
        if text.strip():
            letters.append((size * math.hypot(across, down), text.strip()))

    for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages:
        sheet.extract_text(visitor_text=note)
    return letters


@pytest.mark.parametrize("slug", ["co-cau", "dia-ban", "xu-huong"])
def test_the_letters_of_charts_can_be_read_on_paper(shown: Dashboard, page: Page, slug: str) -> None:
    """A chart as wide as the screen would be printed at half its size."""
    opened(page, f"{shown.address}/{slug}?as_of=2023-12-31")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_attached()
    widths = "[...document.querySelectorAll('.js-plotly-plot')].map((each) => each._fullLayout.width)"
    on_screen = page.evaluate(widths)
    assert max(on_screen) > 900
    small = [(size, text) for size, text in _letters(page) if round(size, 1) < 8]
    assert small == []
    assert page.evaluate(widths) == on_screen, "on the screen the charts are as they were"


def test_a_page_is_printed_without_menu_and_with_whole_charts(shown: Dashboard, page: Page) -> None:
    opened(page, f"{shown.address}/?as_of=2023-12-31")
    text = "\n".join(printed(page))
    for word in ("Tổng quan", "2.366", "Thị xã Quế Võ", "Chứng chỉ", "Tổng số 2.366"):
        assert word in text
    for control in ("Nhập số liệu", "Sao chép", "Đặt lại", "Bảng số liệu và tải về"):
        assert control not in text
    opened(page, f"{shown.address}/dia-ban?as_of=2023-12-31")
    page.emulate_media(media="print")
    letters = page.locator("[data-testid=stMetricValue] p").evaluate_all(
        "(all) => all.map((each) => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert letters
    assert min(letters) > 20, "the numbers at the top of the page are on paper, too"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    fits = "(each) => each.hasAttribute('viewBox') && each.clientWidth <= each.parentElement.parentElement.clientWidth"
    assert page.evaluate(f"[...document.querySelectorAll('.main-svg')].every({fits})")
    shapes = page.evaluate(_ON_PAPER)
    assert shapes
    for drawn, shape, empty in shapes:
        assert abs(drawn / shape - 1) < 0.02
        assert empty <= 2, "nothing empty stands under a chart that is narrower than on the screen"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".main-svg[viewBox]")).to_have_count(0)


def test_the_table_of_units_is_one_for_keyboard_and_paper(shown: Dashboard, page: Page) -> None:
    opened(page, f"{shown.address}/dia-ban?as_of=2023-12-31")
    table = page.get_by_role("table", name="Các đơn vị cấp xã")
    names = table.locator("tbody").get_by_role("link")
    expect(names).to_have_count(25)
    expect(table.locator("tfoot")).to_contain_text("2.366")
    sheets = printed(page)
    assert sum("Đại học trở lên (%)" in sheet for sheet in sheets) >= 3
    assert all(name in "\n".join(sheets) for name in ("Phường Đáp Cầu", "Xã Trung Chính", "Tổng cộng"))
    table.get_by_role("button", name="Tổng số").press("Enter")
    expect(table.get_by_role("columnheader", name="Tổng số")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Xem tất cả (thêm 101)").press("Enter")
    expect(names).to_have_count(126)
    expect(table.locator("tfoot")).to_contain_text("Tổng cộng")
    table.get_by_role("link", name="Xã Đại Bái").press("Enter")
    expect(page.get_by_role("button", name="Toàn tỉnh")).to_be_visible()
    assert "unit=" in page.url


def test_a_long_list_of_people_is_printed_as_the_screen_shows_it(shown: Dashboard, page: Page) -> None:
    opened(page, f"{shown.address}/ai-o-dau?as_of=2023-12-31&district=256")
    people = page.get_by_role("table", name="Người đứng sau con số").locator("tbody tr")
    expect(people).to_have_count(334)
    names = people.locator("th").all_inner_texts()
    few = "\n".join(printed(page))
    assert "In 25/334 dòng như trên màn hình; muốn in đủ, bấm «Xem tất cả» rồi in lại." in few
    assert names[24] in few
    assert few.count("Phường") < 40
    page.get_by_role("button", name="Xem tất cả (thêm 309)").click()
    everybody = "\n".join(printed(page))
    assert "In 25/334 dòng" not in everybody
    assert everybody.count("Phường") >= 334 * 0.8


def test_the_focus_is_seen_wherever_it_goes(shown: Dashboard, page: Page) -> None:
    opened(page, f"{shown.address}/tien-do-gui?as_of=2023-12-31")
    places: list[Any] = []
    for _ in range(30):
        page.keyboard.press("Tab")
        places.append(page.evaluate(_FOCUS))
    assert [name for name, is_seen in places if not is_seen] == []
    assert len({name for name, _ in places}) > 15


def test_a_select_box_with_the_focus_is_ringed_as_a_whole(shown: Dashboard, page: Page) -> None:
    """A ring of the field alone is cut off at its right to a bar."""
    opened(page, f"{shown.address}/tien-do-gui?as_of=2023-12-31")
    field = page.get_by_role("combobox").first
    field.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(field).to_be_focused()
    expect(field).to_have_css("outline-style", "none")
    expect(field.locator("..")).to_have_css("outline", "rgb(128, 22, 80) solid 3px")


_FOCUS = """() => {
  const name = document.activeElement.outerHTML.slice(0, 120);
  for (let each = document.activeElement, up = 0; each && up < 4; each = each.parentElement, up += 1) {
    const style = getComputedStyle(each);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return [name, true];
  }
  return [name, document.activeElement === document.body];
}"""


def test_a_phone_shows_the_filters_as_a_line(shown: Dashboard, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{shown.address}/dia-ban?as_of=2023-12-31")
    filters = page.locator(".st-key-filters")
    expect(page.get_by_text("31/12/2023 · Cán bộ, công chức cấp xã, tỉnh Bắc Ninh")).to_be_visible()
    expect(filters.get_by_label("Loại đơn vị")).not_to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("31/12/2023 · Cán bộ, công chức cấp xã, tỉnh Bắc Ninh")).to_be_visible()
    page.emulate_media(media="screen")
    filters.locator("summary").click()
    expect(filters.get_by_label("Loại đơn vị")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    # A map is as high as what is drawn on the phone's width, not as on a screen.
    # Looked at by the page itself: its policy forbids a test's `wait_for_function` to look a second time.
    page.evaluate("""new Promise((done, fail) => {
        const map = () => document.querySelector('.st-key-card_university_map .js-plotly-plot');
        const look = () => map()?.clientHeight < innerWidth ? done() : requestAnimationFrame(look);
        setTimeout(() => fail(new Error('higher than the phone is wide')), 20000);
        look();
    })""")
