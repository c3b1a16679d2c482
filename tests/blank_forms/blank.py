"""Blank forms for the tests, made as workbooks: a title, a merged header from paths, a row of numbers, rows."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.styles import Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reference import forms

Path = Sequence[str]
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

_LEVELS = ("Chuyên viên cao cấp & TĐ", "Chuyên viên chính & TĐ", "Chuyên viên & TĐ")
BM01 = [
    ("Số thứ tự",), ("Tên đơn vị",), ("Tổng số biên chế được giao",), ("Tổng số công chức hiện có",),
    *(("Trong đó", leaf) for leaf in ("Nữ", "Đảng viên", "Dân tộc thiểu số", "Tôn giáo")),
    *(
        ("Chia theo ngạch công chức", leaf)
        for leaf in (*_LEVELS, "Cán sự & TĐ", "Nhân viên")
    ),
    *(
        ("Trình độ đào tạo chia theo", "Chuyên môn", leaf)
        for leaf in ("Tiến sĩ", "Thạc sĩ", "Đại học", "Cao đẳng", "Trung cấp", "Sơ cấp")
    ),
    *(
        ("Trình độ đào tạo chia theo", "Chính trị", leaf)
        for leaf in ("Cử nhân", "Cao cấp", "Trung cấp", "Sơ cấp")
    ),
    ("Trình độ đào tạo chia theo", "Tin học", "Trung cấp trở lên"),
    ("Trình độ đào tạo chia theo", "Tin học", "Chứng chỉ"),
    ("Trình độ đào tạo chia theo", "Ngoại ngữ", "Tiếng Anh", "Đại học trở lên"),
    ("Trình độ đào tạo chia theo", "Ngoại ngữ", "Tiếng Anh", "Chứng chỉ (A,B,C)"),
    ("Trình độ đào tạo chia theo", "Ngoại ngữ", "Ngoại ngữ khác", "Đại học trở lên"),
    ("Trình độ đào tạo chia theo", "Ngoại ngữ", "Ngoại ngữ khác", "Chứng chỉ (A,B,C)"),
    *(
        ("Trình độ đào tạo chia theo", "Quản lý nhà nước", leaf)
        for leaf in _LEVELS
    ),
    ("Chia theo độ tuổi", "Từ 30 trở xuống"), ("Chia theo độ tuổi", "Từ 31 đến 40"),
    ("Chia theo độ tuổi", "Từ 41 đến 50"), ("Chia theo độ tuổi", "Từ 51 đến 60", "Tổng số"),
    ("Chia theo độ tuổi", "Từ 51 đến 60", "Nữ từ 51 đến 55"), ("Chia theo độ tuổi", "Từ 51 đến 60", "Nam từ 56 đến 60"),
    ("Chia theo độ tuổi", "Trên tuổi nghỉ hưu"),
]  # fmt: skip
"""The header of BM01/BNV as offices print it, too, without «Chứng chỉ tiếng dân tộc»: no statutory form."""


def statutory_paths(name: str) -> list[Path]:
    """Give the header paths of one of the program's statutory forms."""
    return [column.header for column in next(form for form in forms.all_forms() if form.name == name).columns]


def new_sheet(title: str = "BÁO CÁO SỐ LƯỢNG", name: str = "Biểu") -> Worksheet:
    """Make a sheet with a letterhead and a title over three rows; the table may begin in row 5."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    write_title(sheet, 1, title)
    return sheet


def write_title(sheet: Worksheet, row: int, title: str) -> None:
    """Write the letterhead and the title from a row on."""
    sheet.cell(row, 1).value = "ỦY BAN NHÂN DÂN TỈNH"
    sheet.cell(row, 4).value = "Biểu số 1"
    sheet.cell(row + 1, 2).value = title
    sheet.cell(row + 1, 2).font = Font(bold=True, size=14)
    sheet.cell(row + 2, 2).value = "Tính đến ngày … tháng … năm …"


def write_header(sheet: Worksheet, top: int, paths: Sequence[Path], numbers: Sequence[str] | None = None) -> int:
    """Write merged headings from paths, and a row of numbers; gives the first row of the body."""
    depth = max(map(len, paths))
    for level in range(depth):
        at = 0
        while at < len(paths):
            path = paths[at]
            if level >= len(path):
                at += 1
                continue
            end = at
            is_leaf = level == len(path) - 1
            while not is_leaf and end + 1 < len(paths) and paths[end + 1][: level + 1] == path[: level + 1]:
                end += 1
            bottom = top + depth - 1 if is_leaf else top + level
            sheet.cell(top + level, at + 1).value = path[level]
            if end > at or bottom > top + level:
                sheet.merge_cells(start_row=top + level, end_row=bottom, start_column=at + 1, end_column=end + 1)
            at = end + 1
    for row in range(top, top + depth):
        for column in range(1, len(paths) + 1):
            sheet.cell(row, column).border = _BOX
    if numbers is None:
        return top + depth
    for column, text in enumerate(numbers, start=1):
        sheet.cell(top + depth, column).value = int(text) if text.isdecimal() else text
        sheet.cell(top + depth, column).border = _BOX
    return top + depth + 1


def write_rows(sheet: Worksheet, first: int, width: int, labels: Sequence[Sequence[str]]) -> int:
    """Write rows with their labels at the left, boxed over the table's width; gives the row after them."""
    for row, texts in enumerate(labels, start=first):
        for column in range(1, width + 1):
            sheet.cell(row, column).border = _BOX
        for column, text in enumerate(texts, start=1):
            if text:
                sheet.cell(row, column).value = text
    return first + len(labels)


def write_foot(sheet: Worksheet, row: int) -> None:
    """Write where the form is signed."""
    sheet.cell(row + 1, 3).value = "………, ngày … tháng … năm 20…"
    sheet.cell(row + 2, 1).value = "NGƯỜI LẬP BIỂU"
    sheet.cell(row + 2, 4).value = "THỦ TRƯỞNG ĐƠN VỊ"


def saved(sheet: Worksheet) -> bytes:
    """Give the workbook's bytes."""
    target = io.BytesIO()
    assert sheet.parent is not None
    sheet.parent.save(target)
    return target.getvalue()


def numbers_of(count: int) -> list[str]:
    """Number columns as BM02 does: A, B, then 1, 2, 3."""
    return ["A", "B", *map(str, range(1, count - 1))]


def cells(sheet: Worksheet, row: int, first: int, last: int) -> list[Any]:
    """List a row's values from one column to another."""
    return [sheet.cell(row, column).value for column in range(first, last + 1)]


def sum_row(sheet: Worksheet, row: int, columns: Sequence[int], rows: tuple[int, int]) -> None:
    """Write a live sum into a row's columns."""
    for column in columns:
        letter = get_column_letter(column)
        sheet.cell(row, column).value = f"=SUM({letter}{rows[0]}:{letter}{rows[1]})"
