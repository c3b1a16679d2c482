"""The blank roster for a commune to fill: the columns that are read, each with its list or its check of dates.

Nobody has to use it, any roster is read; but a roster filled from its lists has no spelling to ask about.
"""

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from reference import vietnamese
from reference.codes import code_lists, codes_not_in_force
from reference.fields import Field, Kind, catalogue, kept_fields
from reference.provinces import communes_on, province_name
from reference.tables import rows
from reference.units import version_on

SHEET, LISTS = "Danh sách", "Danh mục"
FIRST_ROW, ROWS = 5, 300
"""The first row to fill, counted from 0, and how many rows have lists and checks."""
_FONT = {"font_name": "Times New Roman", "font_size": 12}
_DATE_FORMAT = "dd/mm/yyyy"
_A4 = 9
_OLDEST = 80
_WIDTHS = {Kind.NAME: 22, Kind.DATE: 11, Kind.TEXT: 15}
_NARROW, _WIDE, _NUMBERS = 9, 12, 5
"""Letters in columns of few and of many letters, and in that of numbers; longer values are written in lines."""
_MANY_LETTERS = 14
_SHEETS, _REPEATED = 2, 2
"""Sheets of paper beside each other, and the columns that stand on each: number and name."""
_LONGEST_MESSAGE = 255
_FROM_LIST = "Hãy chọn trong danh sách. Nếu không có giá trị cần ghi, cứ ghi đúng như hồ sơ: chương trình sẽ hỏi lại."


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column to fill: its heading, and the values to choose from, none where anything may be written."""

    field: str
    heading: str
    values: tuple[str, ...] = ()


def file_name(as_of: date) -> str:
    """«mau-danh-sach_2026-12-31.xlsx»."""
    return f"mau-danh-sach_{as_of.isoformat()}.xlsx"


def columns(as_of: date, province: str) -> tuple[TemplateColumn, ...]:
    """List the columns in the catalogue's order, the unit after the birth date; `province`: its code."""
    kept = [catalogue()[name] for name in kept_fields() if catalogue()[name].has_column]
    unit = TemplateColumn("unit", catalogue()["unit"].label, _units(as_of, province))
    people = [TemplateColumn(field.name, field.label, _values(field, as_of)) for field in kept]
    return (*people[:2], unit, *people[2:])


def _units(as_of: date, province: str) -> tuple[str, ...]:
    """Name the communes of a day; those of one name with their districts: «Phường Ninh Xá (Thị xã Thuận Thành)»."""
    units = communes_on(as_of, province)
    names = Counter(unit.name for unit in units)
    above = {unit.code: version_on(unit.parent_code or "", as_of) for unit in units if names[unit.name] > 1}
    return tuple(f"{unit.name} ({place.name})" if (place := above.get(unit.code)) else unit.name for unit in units)


_DIVISION = "division"
"""The kind of department of which a commune has several: whoever fills in the list says of which one is the head."""


def _values(field: Field, as_of: date) -> tuple[str, ...]:
    """Give the values that a cell of the field can have on the day."""
    if field.is_coded:
        gone = codes_not_in_force(as_of)
        return tuple(value.label for value in code_lists()[field.name] if (field.name, value.code) not in gone)
    if field.name == "position":
        heads = {row["role"] for row in rows("department_roles") if row["heads"] == _DIVISION}
        titles = (row["title"] for row in rows("positions") if _holds(row, as_of.isoformat()))
        return tuple(dict.fromkeys(title for title in titles if title not in heads))
    if field.official_list:
        return tuple(row["name"] for row in rows(field.official_list) if row.get("kept", "yes") == "yes")
    return ()


def _holds(row: Any, day: str) -> bool:
    return bool(row["valid_from"] <= day and (not row["valid_to"] or day <= row["valid_to"]))


def workbook(as_of: date, province: str) -> bytes:
    """An .xlsx with the blank roster of a day for the communes of a province, and the lists on a sheet of their own."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet, lists = book.add_worksheet(SHEET), book.add_worksheet(LISTS)
    entries = columns(as_of, province)
    _head(book, sheet, as_of, province_name(province, as_of))
    _headings(book, sheet, entries)
    for number, column in enumerate(entries, start=1):
        _check(book, sheet, lists=lists, column=column, number=number, as_of=as_of)
    lists.hide()
    _paper(book, sheet, entries)
    book.close()
    return target.getvalue()


def _head(book: Any, sheet: Any, as_of: date, province: str) -> None:
    # Behind the columns that each sheet of paper repeats: in them it would stand cut off on the second one.
    title = book.add_format(_FONT | {"bold": True, "font_size": 14})
    sheet.write(0, _REPEATED, f"DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ, {province.upper()}", title)
    sheet.write(1, _REPEATED, f"(Tính đến ngày {vietnamese.day(as_of)})", book.add_format(_FONT | {"italic": True}))
    note = "Mỗi người một dòng, từ dòng 6; ô nào không có thì để trống. Bấm vào ô để chọn trong danh sách."
    sheet.write(2, _REPEATED, note, book.add_format(_FONT | {"font_color": "#4A5560"}))


def _headings(book: Any, sheet: Any, entries: Sequence[TemplateColumn]) -> None:
    style = {
        "bold": True,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
        "border": 1,
        "bg_color": "#E4EAF0",
    }
    shape = book.add_format(_FONT | style)
    sheet.write(FIRST_ROW - 1, 0, "STT", shape)
    for number, column in enumerate(entries, start=1):
        sheet.write(FIRST_ROW - 1, number, column.heading, shape)
    sheet.set_row(FIRST_ROW - 1, 48)
    sheet.freeze_panes(FIRST_ROW, 2)


def _check(book: Any, sheet: Any, lists: Any, column: TemplateColumn, number: int, as_of: date) -> None:
    """Give a column its width, its form of cells, and its list or its check."""
    kind = catalogue()[column.field].kind
    is_day = kind is Kind.DATE
    cell = {"text_wrap": True, "valign": "top"}
    shape = book.add_format(_FONT | cell | ({"num_format": _DATE_FORMAT} if is_day else {}))
    sheet.set_column(number, number, _width(column), shape)
    rule = _of_days(as_of) if is_day else _of_list(lists, column, number)
    if rule:
        sheet.data_validation(FIRST_ROW, number, FIRST_ROW + ROWS - 1, number, rule)


def _width(column: TemplateColumn) -> int:
    """Give a column's width in letters."""
    kind, longest = catalogue()[column.field].kind, max(map(len, column.values), default=_MANY_LETTERS + 1)
    return _WIDTHS.get(kind, _WIDE if longest > _MANY_LETTERS else _NARROW)


def _of_days(as_of: date) -> dict[str, Any]:
    youngest = int(next(row["value"] for row in rows("limits") if row["name"] == "youngest_age"))
    last = as_of.replace(year=as_of.year - youngest, day=min(as_of.day, 28))
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": date(as_of.year - _OLDEST, 1, 1),
        "maximum": last,
        "error_title": "Ngày sinh",
        "error_message": f"Hãy ghi ngày/tháng/năm, ví dụ 05/03/1985; không sau ngày {vietnamese.day(last)}.",
    }


def _of_list(lists: Any, column: TemplateColumn, number: int) -> dict[str, Any] | None:
    """Write the values on the sheet of lists; a value outside of them is warned of, not forbidden."""
    if not column.values:
        return None
    lists.write(0, number, column.heading)
    lists.write_column(1, number, column.values)
    letter = xlsxwriter.utility.xl_col_to_name(number)
    return {
        "validate": "list",
        "source": f"='{LISTS}'!${letter}$2:${letter}${len(column.values) + 1}",
        "error_type": "warning",
        "error_title": column.heading[:32],
        "error_message": _FROM_LIST[:_LONGEST_MESSAGE],
    }


def _paper(book: Any, sheet: Any, entries: Sequence[TemplateColumn]) -> None:
    """Print across A4 on two sheets beside each other, number and name on both: on one the letters would be tiny.

    Rows that are filled have lines around their cells.
    """
    sheet.set_column(0, 0, _NUMBERS, book.add_format(_FONT | {"valign": "top"}))
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(_SHEETS, 0)
    sheet.repeat_rows(FIRST_ROW - 1)
    sheet.repeat_columns(0, _REPEATED - 1)
    filled = {"type": "formula", "criteria": f'=$B{FIRST_ROW + 1}<>""', "format": book.add_format({"border": 1})}
    sheet.conditional_format(FIRST_ROW, 0, FIRST_ROW + ROWS - 1, len(entries), filled)
