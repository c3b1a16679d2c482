"""The table of accounts for an office to fill: a row for each commune, lists for roles and places."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

SHEET, LISTS = "Tài khoản", "Danh mục"
FILE_NAME = "tai-khoan.xlsx"
_NOTES = (
    "Mỗi người một dòng: ghi họ và tên, sửa tên đăng nhập nếu muốn; đơn vị chưa có người làm thì xóa cả dòng.",
    "Nhiều vai trò, nhiều đơn vị trong một ô thì cách nhau bằng dấu «;». Không ghi mật khẩu vào đây.",
)
_HEAD, _SPARE = 4, 100
"""The row of the headings, counted from 0; the empty rows below that have lists, too."""
_WIDTHS = (26, 30, 24, 36)
_FONT = {"font_name": "Times New Roman", "font_size": 12}
_A4 = 9


def workbook(
    headings: Sequence[str], rows: Sequence[Sequence[str]], roles: Sequence[str], places: Sequence[str]
) -> bytes:
    """An .xlsx with the rows under the headings; the last two columns have lists that several may be written beside."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet, lists = book.add_worksheet(SHEET), book.add_worksheet(LISTS)
    _head(book, sheet, headings)
    plain = book.add_format(_FONT | {"border": 1, "num_format": "@"})
    for number, row in enumerate([*rows, *([[""] * len(headings)] * _SPARE)], start=_HEAD + 1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, plain) if text else sheet.write_blank(number, column, None, plain)
    last = _HEAD + len(rows) + _SPARE
    for column, values in enumerate((roles, places)):
        lists.write_column(0, column, values)
        sheet.data_validation(_HEAD + 1, column + 2, last, column + 2, _list("AB"[column], len(values)))
    lists.hide()
    _paper(sheet, last)
    book.close()
    return target.getvalue()


def _head(book: Any, sheet: Any, headings: Sequence[str]) -> None:
    sheet.write_string(0, 0, "BẢNG TÀI KHOẢN ĐĂNG NHẬP", book.add_format(_FONT | {"bold": True, "font_size": 14}))
    note = book.add_format(_FONT | {"font_color": "#4A5560"})
    for number, text in enumerate(_NOTES, start=1):
        sheet.write_string(number, 0, text, note)
    style = {"bold": True, "align": "center", "valign": "vcenter", "border": 1, "bg_color": "#E4EAF0"}
    shape = book.add_format(_FONT | style)
    for column, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD, column, heading, shape)


def _list(column: str, count: int) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": f"='{LISTS}'!${column}$1:${column}${count}",
        "error_type": "information",
        "error_title": "Không có trong danh sách",
        "error_message": "Nhiều giá trị thì cách nhau bằng dấu «;». Khi nhập bảng, chương trình kiểm tra lại từng ô.",
    }


def _paper(sheet: Any, last: int) -> None:
    sheet.freeze_panes(_HEAD + 1, 0)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.print_area(0, 0, last - _SPARE, len(_WIDTHS) - 1)
