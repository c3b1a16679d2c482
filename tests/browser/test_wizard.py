"""The import page counted in clicks: three files with fourteen spellings, a strange column of names, a missing day."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.rosters import HEADER, people, roster
from tests.serving import Dashboard

DAY = date(2023, 12, 31)
MOST_CLICKS = 15
LEVELS = ("ĐH Luật KT", "Thac sy QLKT", "Cao đẳg", "Trung cáp", "Kỹ sư XD2", "Bằng hai")
SKILLS = ("Chứng chi UDCNTT", "CC nghề B1", "Tin hoc VP", "ICDL x")
KINDS = ("Cán bô", "Công chưc", "CB chuyên trách xã", "Chức danh khác nữa")
WITHOUT_PROPOSAL = {
    "Thac sy QLKT": "Thạc sĩ",
    "Bằng hai": "Đại học",
    "Chức danh khác nữa": "Cán bộ",
    "Tin hoc VP": "Chứng chỉ",
}
_NAMES = ["An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Oanh", "Phúc"]


def files(folder: Path) -> list[Path]:
    """Write the files of three communes, 48 people each: one without a day, one whose names stand under «Danh tính»."""
    strange = (HEADER[0], "Danh tính", *HEADER[2:])
    plans = (("Phường Đáp Cầu", DAY, HEADER), ("Phường Võ Cường", None, HEADER), ("Phường Khắc Niệm", DAY, strange))
    return [_file(folder, unit, day, header) for unit, day, header in plans]


def _file(folder: Path, unit: str, day: date | None, header: tuple[str, ...]) -> Path:
    rows = people(48, unit)
    for number, row in enumerate(rows):
        name = f"{row[0].rsplit(' ', 1)[0]} {_NAMES[number % 12]} {_NAMES[number // 12]}"
        strange = (KINDS[number % 4], LEVELS[number % 6], SKILLS[number % 4]) if header is HEADER else row[3:]
        rows[number] = (name, *row[1:3], *strange)
    path = folder / f"{unit}.xlsx"
    path.write_bytes(roster(rows, day, header))
    return path


class _Hand:
    """A clerk's hand on the mouse, whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, place: Locator) -> None:
        """Bring a place into view, then click: an open list closes where the page scrolls under it."""
        expect(self.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        place.scroll_into_view_if_needed()
        self.page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        place.click()
        self.clicks += 1

    def press(self, name: str) -> None:
        # Not the input of files that the browser hides behind its button and names alike.
        self.click(self.page.locator("button").and_(self.page.get_by_role("button", name=name)))


def test_a_list_of_meanings_has_headings_and_is_filtered_without_tones(
    shown: Dashboard, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{shown.address}/nhap-so-lieu")
    page.locator("input[type=file]").set_input_files(files(tmp_path)[0])
    box = page.get_by_role("combobox", name="Nghĩa của «Tin hoc VP»")
    _Hand(page).click(box)
    heading = page.locator(".list-heading").filter(has_text="Tin học: Chứng chỉ")
    expect(heading).to_have_attribute("aria-disabled", "true")
    expect(heading).to_have_css("pointer-events", "none")
    box.fill("ung dung")
    expect(page.get_by_role("option")).to_have_text(
        ["Chứng chỉ (Ứng dụng CNTT cơ bản)", "Chứng chỉ (Ứng dụng CNTT nâng cao)"]
    )


def test_three_doubtful_files_are_loaded_in_fifteen_clicks(shown: Dashboard, page: Page, tmp_path: Path) -> None:
    """The last of the file: what it answers and loads stays in the dashboard that all of them look at."""
    page.goto(f"{shown.address}/nhap-so-lieu")
    hand = _Hand(page)
    with page.expect_file_chooser() as chooser:
        hand.press("Chọn tệp")
    chooser.value.set_files(files(tmp_path))
    still_open = page.get_by_test_id("stMarkdown").filter(has_text="Còn phải xem:").first  # a run may move it
    expect(still_open).to_contain_text("14 cách ghi chưa hiểu (288 ô)")
    expect(still_open).to_contain_text("1 cột họ tên")
    day = page.get_by_label("«Phường Võ Cường.xlsx» tính đến ngày nào? (ngày/tháng/năm, rồi Enter)")
    hand.click(day)
    page.keyboard.type("31/12/2023\n")
    expect(still_open).not_to_contain_text("ngày của")
    hand.press("Đúng, cột B «Danh tính» là Họ và tên")
    expect(still_open).not_to_contain_text("cột họ tên")
    for spelling, meaning in WITHOUT_PROPOSAL.items():
        hand.click(page.get_by_role("combobox", name=f"Nghĩa của «{spelling}»"))
        hand.click(page.get_by_role("option", name=meaning, exact=True))
    hand.press("Đúng tất cả đề xuất của mọi cột (10)")
    expect(page.get_by_text("Không còn gì phải hỏi.")).to_be_visible()
    hand.press("Nạp vào cơ sở dữ liệu")
    expect(page.get_by_text("Đã nạp 144 người của 3 đơn vị, tính đến 31/12/2023")).to_be_visible()
    assert hand.clicks <= MOST_CLICKS
