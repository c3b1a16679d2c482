"""A BIFF8 workbook with one sheet: as little of it as a reader needs."""

import re
import struct
from collections.abc import Sequence
from datetime import date

from tests.golden.ole import container

Value = str | int | date | None

_SHORT_DATE = 14
_PLAIN_STYLE, _DATE_STYLE = 0, 1
_DAY_ZERO = date(1899, 12, 30)


def workbook(name: str, rows: Sequence[Sequence[Value]], merges: Sequence[str]) -> bytes:
    """The bytes of an .xls file; `merges` are ranges such as «A6:A7»."""
    return container({"Workbook": _stream(name, rows, merges)})


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _stream(name: str, rows: Sequence[Sequence[Value]], merges: Sequence[str]) -> bytes:
    sheet = _begin(0x10) + _cells(rows) + _merged(merges) + _record(0x0A, b"")
    head = _begin(0x05) + _record(0x42, struct.pack("<H", 1200)) + _style(0) + _style(_SHORT_DATE)
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    end = _record(0x0A, b"")
    place = len(head) + len(_record(0x85, bytes(6) + title)) + len(end)
    return head + _record(0x85, struct.pack("<IH", place, 0) + title) + end + sheet


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _style(number_format: int) -> bytes:
    return _record(0xE0, struct.pack("<HHH", 0, number_format, 0) + bytes(14))


def _cells(rows: Sequence[Sequence[Value]]) -> bytes:
    width = max(len(row) for row in rows)
    records = [_record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))]
    for number, row in enumerate(rows):
        records += [_cell(number, column, value) for column, value in enumerate(row) if value is not None]
    return b"".join(records)


def _cell(row: int, column: int, value: str | int | date) -> bytes:
    if isinstance(value, str):
        text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
        return _record(0x0204, struct.pack("<HHH", row, column, _PLAIN_STYLE) + text)
    style = _DATE_STYLE if isinstance(value, date) else _PLAIN_STYLE
    number = (value - _DAY_ZERO).days if isinstance(value, date) else value
    return _record(0x0203, struct.pack("<HHHd", row, column, style, number))


def _merged(merges: Sequence[str]) -> bytes:
    body = struct.pack("<H", len(merges))
    for merge in merges:
        left, top, right, bottom = re.findall(r"[A-Z]|\d+", merge)
        body += struct.pack("<HHHH", int(top) - 1, int(bottom) - 1, ord(left) - 65, ord(right) - 65)
    return _record(0xE5, body)
