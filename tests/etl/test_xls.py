"""Workbooks of the time before .xlsx: kinds of cells, what is hidden, and malformed ones that once ended the process.

`kinds_of_cells.xls` was saved by LibreOffice: a cell of each kind, a merge, a hidden row and column, hidden sheets.
"""

import struct
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from etl.problems import Refused
from etl.reading import Budget, read_workbook, xls
from etl.records import SourceFile
from settings import from_environment
from tests.golden.legacy_xls import make as legacy

KINDS = Path(__file__).with_name("kinds_of_cells.xls").read_bytes()
PLAIN = legacy.make()["roster.xls"]


def _sheets(content: bytes) -> dict[str, Any]:
    book = read_workbook(SourceFile("roster.xls", content), from_environment())
    return {sheet.name: sheet for sheet in book.sheets}


def test_cells_have_the_values_that_the_office_program_showed() -> None:
    first = _sheets(KINDS)["Kiểu"].rows[0]
    assert first[:9] == [5, 5.5, date(1975, 3, 2), datetime(1975, 3, 2, 7, 30), time(7, 30), True, "#DIV/0!", 2, "ab"]  # noqa: DTZ001
    assert first[10:15] == ["#N/A", date(1900, 1, 15), 123456789012, "'012", True]
    assert first[18:] == [date(2023, 3, 15), 45000, date(2023, 3, 15), 9999999]


def test_merges_and_hidden_parts_are_told() -> None:
    sheets = _sheets(KINDS)
    assert list(sheets) == ["Kiểu", "Ẩn", "Rất ẩn", "Trống"]
    assert [sheet.is_hidden for sheet in sheets.values()] == [False, True, True, False]
    assert [sheet.has_hidden_cells for sheet in sheets.values()] == [True, False, False, False]
    assert sheets["Kiểu"].merges == [(2, 0, 3, 2)]
    assert sheets["Kiểu"].rows[5][0] == "ẩn"
    assert sheets["Trống"].rows == []


def test_nothing_is_looked_for_in_fonts_that_are_not_there() -> None:
    _, sheet_fonts = xls.read_sheets(SourceFile("roster.xls", PLAIN), Budget(from_environment()))
    assert sheet_fonts == {}


def _in_a_ring(sector: int) -> bytes:
    """The sector follows itself; the table of sectors is the first one."""
    content = bytearray(PLAIN)
    struct.pack_into("<I", content, 512 + 4 * sector, sector)
    return bytes(content)


def _label(row: int, column: int, length: int) -> bytes:
    return struct.pack("<HHHH", 0x0204, 9 + 2 * length, row, column)


def _extent(*numbers: int) -> bytes:
    """First row, row after the last, first column, column after the last."""
    return struct.pack("<HHIIHH", 0x0200, 14, *numbers)


BROKEN = {
    "directory in a ring": _in_a_ring(1),
    "workbook in a ring": _in_a_ring(2),
    "nothing after the header": PLAIN[:512],
    "half of it": PLAIN[: len(PLAIN) // 2],
    "a cell far to the right": PLAIN.replace(_label(5, 0, 3), _label(5, 45_592, 3)),
}
BOASTING = {
    "a sheet that ends before it starts": PLAIN.replace(_extent(0, 11, 0, 9), _extent(64_000, 11, 9, 0)),
    "a sheet as large as can be said": PLAIN.replace(_extent(0, 11, 0, 9), _extent(0, 2**32 - 1, 0, 65_535)),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_what_does_not_hold_together_is_refused(content: bytes) -> None:
    assert content != PLAIN
    with pytest.raises(Refused) as refusal:
        _sheets(content)
    assert refusal.value.problem.code == "broken_workbook"


@pytest.mark.parametrize("content", BOASTING.values(), ids=BOASTING.keys())
def test_a_sheet_takes_the_room_of_its_cells_whatever_it_says(content: bytes) -> None:
    assert content != PLAIN
    assert _sheets(content)["Danh sách"].rows[7][1] == "Nguyễn Khắc Cổ"
