"""A roster with everything that a clerk may have put into a workbook, so that a test can see what of it is kept."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import xlsxwriter

SHEET = "Danh sách '24"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def decorated(*, macros: bool = False, extra_sheet: str = "Tổng hợp") -> bytes:
    """The workbook's bytes; the bad cells of the tests are E6, F6, F7 and H9 of `SHEET`."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, other = book.add_worksheet(SHEET), book.add_worksheet(extra_sheet)
        book.add_worksheet("Ẩn").hide()
        _people(book, sheet)
        _ornaments(book, sheet)
        other.write_row(0, 0, ["Cộng", 3])
        other.write_comment("B1", "Đã đối chiếu", {"author": "Lan"})
        other.activate()
        book.define_name("Nguong", "=0.5")
        book.define_name(f"'{extra_sheet}'!Rieng", f"='{extra_sheet}'!$B$1")
        if macros:
            book.add_vba_project(io.BytesIO(b"not really a macro"), is_stream=True)
    return buffer.getvalue()


def _people(book: Any, sheet: Any) -> None:
    cell = book.add_format({"border": 1, "font_name": "Times New Roman", "font_size": 13})
    bold = book.add_format({"border": 2, "bold": True, "italic": True, "font_color": "#1F4E79", "bg_color": "#FFF2CC"})
    day = book.add_format({"border": 1, "num_format": "dd/mm/yyyy", "align": "center", "locked": False})
    sheet.merge_range("A1:H1", "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ PHÙ LÃNG, THỊ XÃ QUẾ VÕ", bold)
    sheet.merge_range("A2:H2", "(Tính đến ngày 31/12/2023)", cell)
    heads = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Trình độ chuyên môn", "Chức vụ", "Ghi chú")
    for column, head in enumerate(heads):
        sheet.write(3, column, head, bold)
    for number in range(5):
        row = 5 + number
        sheet.write_formula(row - 1, 0, f"=ROW()-{row - number - 1}", cell, number + 1)
        sheet.write_string(
            row - 1, 1, ("Nguyễn Văn An", "Trần Thị Bình", "Lê Cúc", "Vũ Dũng", "Hà Giang")[number], cell
        )
        sheet.write_number(row - 1, 2, 27500 + 400 * number, day)
        sheet.write_string(row - 1, 3, "Nam" if number % 2 else "Nữ", cell)
        sheet.write_string(row - 1, 5, "ĐHH" if number == 1 else "Đại học", bold if number == 2 else cell)
    sheet.write_rich_string("B10", "Tổng ", bold, "cộng:", " 5 người", cell)
    sheet.merge_range("G6:H9", "Công chức", cell)


def _ornaments(book: Any, sheet: Any) -> None:
    sheet.set_column("B:B", 31.5)
    sheet.set_column("E:E", 12, book.add_format({"num_format": "0.000", "font_name": "Arial"}))
    sheet.set_column("K:L", 9, None, {"hidden": True, "level": 1})
    sheet.set_row(3, 44)
    sheet.set_row(7, None, None, {"hidden": True})
    sheet.freeze_panes(4, 2)
    sheet.autofilter("A4:H9")
    sheet.data_validation("D5:D9", {"validate": "list", "source": ["Nam", "Nữ"]})
    sheet.conditional_format("C5:C9", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("F5:F9", {"type": "cell", "criteria": "==", "value": '"x"', "format": book.add_format()})
    sheet.write_comment("F6", "Hỏi lại phòng Nội vụ", {"author": "Hoa"})
    sheet.write_comment("B5", "Trưởng nhóm", {"author": "Hoa"})
    sheet.insert_textbox("J2", "Độc lập - Tự do - Hạnh phúc")
    sheet.insert_image("J8", "dau.png", {"image_data": io.BytesIO(_picture())})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": [SHEET, 4, 2, 8, 2]})
    sheet.insert_chart("J20", chart)
    sheet.set_landscape()
    sheet.print_area("A1:H10")
    sheet.repeat_rows(3)
    sheet.set_header("&CMật")
    sheet.write_url("H12", "https://example.org/", string="Hướng dẫn")
    sheet.protect("", {"select_locked_cells": True})


def _picture() -> bytes:
    """A picture of one red point."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
    )


def parts(workbook: bytes) -> dict[str, bytes]:
    """The parts of a workbook's archive."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(workbook: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """The workbook with some parts changed; a part for which `changes` gives nothing is left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(workbook).items():
            new = changes.get(name, bytes)(content)
            if new:
                archive.writestr(name, new)
    return buffer.getvalue()


def with_prefixes(xml: bytes) -> bytes:
    """The same XML as programs write it that put a prefix before every element."""
    text = xml.decode().replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    return re.sub(r"<(/?)(\w+)(?=[\s/>])", r"<\1x:\2", text).encode()


def without_addresses(xml: bytes) -> bytes:
    """A sheet whose cells stand without their addresses, as the format allows where none is left out."""
    return re.sub(rb' r="[A-Z]+\d+"', b"", xml)
