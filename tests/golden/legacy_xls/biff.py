"""A BIFF8 workbook with one sheet: as little of it as a reader needs."""

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.golden.ole import container


@dataclass(frozen=True, slots=True)
class Typed:
    """A text of Western letters in a font of its own, or in several: (text, font) one after the other."""

    runs: tuple[tuple[str, str], ...]


Value = str | int | date | Typed | None

_SHORT_DATE = 14
_PLAIN_STYLE, _DATE_STYLE = 0, 1
_DAY_ZERO = date(1899, 12, 30)


def workbook(name: str, rows: Sequence[Sequence[Value]], merges: Sequence[str]) -> bytes:
    """The bytes of an .xls file; `merges` are ranges such as «A6:A7»."""
    return container({"Workbook": _stream(name, rows, merges)})


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _stream(name: str, rows: Sequence[Sequence[Value]], merges: Sequence[str]) -> bytes:
    texts = _typed(rows)
    fonts = sorted({font for text in texts for _, font in text.runs})
    sheet = _begin(0x10) + _cells(rows, texts, fonts) + _merged(merges) + _record(0x0A, b"")
    head = _begin(0x05) + _record(0x42, struct.pack("<H", 1200)) + _fonts(fonts) + _style(0) + _style(_SHORT_DATE)
    head += b"".join(_style(0, number) for number in range(1, len(fonts) + 1)) + _shared(texts, fonts)
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    end = _record(0x0A, b"")
    place = len(head) + len(_record(0x85, bytes(6) + title)) + len(end)
    return head + _record(0x85, struct.pack("<IH", place, 0) + title) + end + sheet


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _style(number_format: int, font: int = 0) -> bytes:
    return _record(0xE0, struct.pack("<HHH", font, number_format, 0) + bytes(14))


def _typed(rows: Sequence[Sequence[Value]]) -> list[Typed]:
    return list(dict.fromkeys(value for row in rows for value in row if isinstance(value, Typed)))


def _fonts(names: Sequence[str]) -> bytes:
    """Number 0 is that of all other cells; at most four, since the format leaves out number 4."""
    records = [
        _record(0x31, bytes(14) + struct.pack("<BB", len(name), 0) + name.encode()) for name in ("Arial", *names)
    ]
    return b"".join(records) if names else b""


def _shared(texts: Sequence[Typed], fonts: Sequence[str]) -> bytes:
    """The table of shared texts: letters of one byte, then where each font but the first begins."""
    body = struct.pack("<II", len(texts), len(texts))
    for text in texts:
        letters = "".join(part for part, _ in text.runs)
        starts, place = b"", 0
        for part, font in text.runs:
            starts += struct.pack("<HH", place, fonts.index(font) + 1) if place else b""
            place += len(part)
        body += struct.pack("<HBH", len(letters), 8, len(text.runs) - 1) + letters.encode("latin-1") + starts
    return _record(0xFC, body) if texts else b""


def _cells(rows: Sequence[Sequence[Value]], texts: Sequence[Typed], fonts: Sequence[str]) -> bytes:
    width = max(len(row) for row in rows)
    records = [_record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, Typed):
                style = fonts.index(value.runs[0][1]) + 2
                records.append(_record(0xFD, struct.pack("<HHHI", number, column, style, texts.index(value))))
            elif value is not None:
                records.append(_cell(number, column, value))
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
