"""Hostile workbooks of the time before .xlsx: locked, still older, in rings, cut off, flooded, changed by chance.

One sentence each, in time, and nothing is written.
"""

import random
import struct
from datetime import date

import pytest

from etl.pipeline import load
from etl.reading import read_workbook
from etl.reading.xls_names import mended
from etl.records import LoadOptions, LoadReport, SourceFile
from settings import from_environment
from tests.etl.processor import MOST, measured
from tests.etl.rosters import row_counts
from tests.golden.legacy_xls import make as legacy
from tests.golden.legacy_xls.biff import workbook
from tests.golden.ole import container

PLAIN = legacy.make()["roster.xls"]
_BEGIN = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0x0DBB, 0x07CC, 0, 6)
_STREAM = PLAIN[PLAIN.index(_BEGIN) :]


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _locked(how: bytes) -> bytes:
    """A password of Excel's own: what follows the beginning is no longer plain."""
    return container({"Workbook": _BEGIN + _record(0x2F, how) + _STREAM[len(_BEGIN) :]})


def _of_1995() -> bytes:
    """BIFF5: texts of one byte a letter, in a stream of another name."""
    texts = (
        (0, 0, "DANH SÁCH"),
        (1, 0, "31/12/2023"),
        (3, 0, "STT"),
        (3, 1, "H. và tên"),
        (3, 2, "Ngày sinh"),
    )
    cells = b"".join(
        _record(0x0204, struct.pack("<HHHH", row, column, 0, len(text)) + text.encode("cp1258"))
        for row, column, text in texts
    )
    font = _record(0x31, struct.pack("<5H5B", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 5) + b"Arial")
    head = _begin_1995(5) + _record(0x42, struct.pack("<H", 1258)) + font + _record(0xE0, bytes(16))
    place = len(head) + len(_record(0x85, bytes(9))) + 4
    sheet = _record(0x85, struct.pack("<IHB", place, 0, 2) + b"S1")
    end = _record(0x0A, b"")
    return container({"Book": head + sheet + end + _begin_1995(0x10) + cells + end})


def _begin_1995(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHH", 0x0500, kind, 0x0DBB, 0x07CC))


def _ring(sector: int, follower: int) -> bytes:
    content = bytearray(PLAIN)
    struct.pack_into("<I", content, 512 + 4 * sector, follower)
    return bytes(content)


def _flooded(record: bytes) -> bytes:
    """A workbook whose head has the record 70.000 times: the table of sectors then takes many sectors itself."""
    stream = _BEGIN + record * 70_000 + _record(0x0A, b"")
    stream += bytes(-len(stream) % 512)
    sectors, tables = len(stream) // 512, 1
    while tables * 128 < sectors + 1 + tables:
        tables += 1
    small = bytearray(container({"Workbook": b""}))
    chain = [0xFFFFFFFD] * tables + [0xFFFFFFFE, *range(tables + 2, tables + sectors + 1), 0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    struct.pack_into("<II", small, 44, tables, tables)
    struct.pack_into(f"<{tables}I", small, 76, *range(tables))
    directory = small[1024:1536]
    struct.pack_into("<I", directory, 128 + 116, tables + 1)
    struct.pack_into("<Q", directory, 128 + 120, len(stream))
    return bytes(small[:512]) + struct.pack(f"<{len(chain)}I", *chain) + bytes(directory) + stream


REFUSED = {
    "locked in the old way": (_locked(struct.pack("<HHH", 0, 0x1234, 0x5678)), "encrypted_workbook"),
    "locked with RC4": (_locked(struct.pack("<HHH", 1, 1, 1) + bytes(48)), "encrypted_workbook"),
    "without a container": (_STREAM, "not_a_workbook"),
    "of 1987": (struct.pack("<HHHH", 0x09, 4, 2, 0x10) + _record(0x0A, b""), "not_a_workbook"),
    "a document": (container({"WordDocument": bytes(5000)}), "not_a_workbook"),
    "styles without end": (_flooded(_record(0xE0, bytes(20))), "broken_workbook"),
    "names without end": (_flooded(_record(0x18, bytes(14) + b"\0a")), "broken_workbook"),
    **{f"cut at {size}": (PLAIN[:size], "broken_workbook") for size in range(512, 3600, 256)},
    **{
        f"sector {n} leads to {to}": (_ring(n, to), "broken_workbook") for n in (1, 2, 3) for to in (1, 2, 3) if to <= n
    },
}


def _load(content: bytes, url: str) -> LoadReport:
    source, options = SourceFile("danh-sach.xls", content), LoadOptions(as_of=date(2023, 12, 31))
    report, times = measured(lambda: load(url, [source], options))
    assert times < MOST
    return report


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_old_workbook_is_refused_with_a_sentence(name: str, sqlite_url: str) -> None:
    content, code = REFUSED[name]
    before = row_counts(sqlite_url)
    report = _load(content, sqlite_url)
    assert (report.status, [problem.code for problem in report.problems]) == ("refused", [code])
    assert "«danh-sach.xls»" in report.problems[0].message
    assert row_counts(sqlite_url) == before


def test_a_workbook_of_1995_is_read() -> None:
    (sheet,) = read_workbook(SourceFile("cu.xls", _of_1995()), from_environment()).sheets
    assert sheet.name == "S1"
    assert sheet.rows[3] == ["STT", "H. và tên", "Ngày sinh"]


def test_a_row_far_down_is_read_where_it_stands() -> None:
    far = workbook("S", [("Họ và tên",)], ()).replace(
        struct.pack("<HHH", 0x0204, 27, 0), struct.pack("<HHH", 0x0204, 27, 65_535)
    )
    sheet = read_workbook(SourceFile("xa.xls", far), from_environment()).sheets[0]
    assert (len(sheet.rows), sheet.rows[-1]) == (65_536, ["Họ và tên"])


@pytest.mark.parametrize("seed", range(150))
def test_what_chance_makes_of_an_old_workbook_is_read_or_refused(seed: int, sqlite_url: str) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret
    content = bytearray(PLAIN)
    for _ in range(dice.randint(1, 30)):
        place = dice.randrange(8, len(content)) if dice.random() < 0.7 else dice.randrange(512, 512 + 64)
        content[place] = dice.choice((0, 1, 0x7F, 0xFE, 0xFF, dice.randrange(256)))
    before = row_counts(sqlite_url)
    report = _load(bytes(content), sqlite_url)
    assert report.status in ("loaded", "refused")
    assert report.status == "loaded" or (report.problems and row_counts(sqlite_url) == before)


def _with_left_behind(name: bytes) -> bytes:
    """A roster before which a very hidden, empty sheet stands whose name has those letters of two bytes."""
    at = _STREAM.index(struct.pack("<H", 0x85))
    (length,) = struct.unpack_from("<H", _STREAM, at + 2)
    body = bytearray(_STREAM[at + 4 : at + 4 + length])
    left = struct.pack("<BB", len(name) // 2, 1) + name
    shift = len(_record(0x85, bytes(6) + left))
    struct.pack_into("<I", body, 0, struct.unpack_from("<I", body)[0] + shift)
    rest = _STREAM[at + 4 + length :].rstrip(b"\0") + bytes(2)
    head = _STREAM[:at]
    place = len(head) + shift + 4 + length + len(rest)
    names = _record(0x85, struct.pack("<IBB", place, 2, 0) + left) + _record(0x85, bytes(body))
    empty = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x10, 0x0DBB, 0x07CC, 0, 6) + _record(0x0A, b"")
    return container({"Workbook": head + names + rest + empty})


HALF = b"\x3d\xd8"


@pytest.mark.parametrize("name", [b"X\0" + HALF + b"Y\0", HALF, b"X\0\0\0", "Ẩn😀".encode("utf-16-le")])
def test_a_hidden_sheet_whose_name_is_no_text_keeps_nobody_out(name: bytes, sqlite_url: str) -> None:
    content = _with_left_behind(name)
    left, roster = read_workbook(SourceFile("cu.xls", content), from_environment()).sheets
    assert (left.is_hidden, left.rows, roster.name) == (True, [], "Danh sách")
    assert left.name.encode("utf-8")
    assert roster.rows == read_workbook(SourceFile("cu.xls", PLAIN), from_environment()).sheets[0].rows
    assert _load(content, sqlite_url).status == "loaded"


def test_names_that_differ_in_half_a_letter_still_differ() -> None:
    halves = [mended(_BEGIN + _record(0x85, bytes(6) + b"\1\1" + half)) for half in (HALF, b"\x3e\xd8", b"\x00\xdc")]
    assert len(set(halves)) == len(halves)
    assert [half[-2:].decode("utf-16-le") for half in halves] == ["\ue03d", "\ue03e", "\ue400"]
