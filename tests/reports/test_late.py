"""The list of the late ones, opened again."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl

from presentation import labels
from reference.bodies import Tier
from reports.excel import late
from stats.measures import Submission, Submissions
from stats.names import Names
from stats.selection import Selection

DAY = date(2023, 12, 31)
CREATED = datetime(2024, 1, 5, 8, 30, tzinfo=UTC)
CITY, RURAL = ("256", "Thành phố Bắc Ninh"), ("263", "Huyện Gia Bình")
UNITS = (
    Submission("09163", "Phường Vũ Ninh", "ward", *CITY, 20, CREATED, 1),
    Submission("09166", "Phường Đáp Cầu", "ward", *CITY),
    Submission("09169", "=1+1", "ward", *CITY),
    Submission("09466", "Xã Đại Bái", "commune", *RURAL),
)
NAMES = Names("Tỉnh Bắc Ninh")


def opened(units: tuple[Submission, ...] = UNITS, *, is_demo: bool = False) -> Any:
    content = late.workbook(Submissions(DAY, units, ()), NAMES, "Sở Nội vụ", is_demo=is_demo, created=CREATED)
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_workbook_is_one_accessible_table_of_the_late_ones() -> None:
    book = opened()
    assert book.sheetnames == ["Chưa gửi"]
    sheet = book["Chưa gửi"]
    (table,) = sheet.tables.values()
    assert (table.name, table.autoFilter) == ("bang_chua_gui", None)
    rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    assert rows == [
        ["Mã đơn vị", "Đơn vị", "Loại", "Đơn vị cấp huyện"],
        ["09466", "Xã Đại Bái", "Xã", "Huyện Gia Bình"],
        ["09166", "Phường Đáp Cầu", "Phường", "Thành phố Bắc Ninh"],
        ["09169", "=1+1", "Phường", "Thành phố Bắc Ninh"],
    ]
    assert all(cell.data_type == "s" for row in sheet[table.ref] for cell in row)
    assert not sheet.merged_cells.ranges


def test_above_the_table_stand_what_when_how_many_and_the_source() -> None:
    book = opened(is_demo=True)
    head = [cell.value for cell in book["Chưa gửi"]["A"]][:4]
    assert head == [
        "Đơn vị cấp xã chưa gửi danh sách cán bộ, công chức · Tỉnh Bắc Ninh · 31/12/2023",
        "3/4 đơn vị chưa gửi danh sách tính đến 31/12/2023",
        labels.DEMO_NOTE,
        "Nguồn: lịch sử nạp số liệu của Sở Nội vụ, lập lúc 05/01/2024 15:30",
    ]
    assert labels.DEMO_NOTE not in [cell.value for cell in opened()["Chưa gửi"]["A"]]
    assert (book.properties.title, book.properties.language) == (head[0], "vi-VN")


def test_it_prints_on_a4_with_its_header_on_each_page() -> None:
    sheet = opened()["Chưa gửi"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$4:$4"


def test_without_districts_there_is_no_column_for_them() -> None:
    sheet = opened((Submission("09163", "Phường Vũ Ninh", "ward", None, None),))["Chưa gửi"]
    (table,) = sheet.tables.values()
    assert [cell.value for cell in sheet[table.ref][0]] == ["Mã đơn vị", "Đơn vị", "Loại"]


def test_the_file_is_named_by_place_and_day() -> None:
    assert late.file_name(NAMES, Selection(DAY)) == "chua-gui_bac-ninh_2023-12-31.xlsx"
    bodies = Selection(DAY, level=Tier.PROVINCE)
    assert late.title(NAMES, bodies).startswith("Cơ quan, đơn vị cấp tỉnh chưa gửi danh sách")


def test_the_share_has_two_decimals() -> None:
    assert Submissions(DAY, UNITS, ()).sent_share == Decimal("25.00")
