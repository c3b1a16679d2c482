"""Archives that are broken inside are refused as broken workbooks, wherever the break is."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from etl.annotating.copying import workbook_of
from etl.pipeline import load
from etl.reading import read_workbook
from etl.records import LoadOptions, LoadReport, Sheet, SourceFile
from settings import from_environment
from tests.etl.rosters import DAY, HEAD, people, sheets, workbook, zipped


def _load(content: bytes) -> LoadReport:
    return load("sqlite://", [SourceFile("hong.xlsx", content)], LoadOptions(dry_run=True))


def _is_broken(report: LoadReport) -> bool:
    return report.status == "refused" and [problem.code for problem in report.problems] == ["broken_workbook"]


def test_a_directory_that_points_before_the_file() -> None:
    content = bytearray(workbook(people(2)))
    end = content.rindex(b"PK\x05\x06")
    (offset,) = struct.unpack_from("<I", content, end + 16)
    struct.pack_into("<I", content, end + 16, offset + 200)
    assert _is_broken(_load(bytes(content)))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_a_part_that_does_not_unpack(part: str) -> None:
    content = bytearray(_deflated(workbook(people(2))))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        info = archive.getinfo(part)
    start = info.header_offset + 30 + len(part)
    content[start : start + info.compress_size] = b"\xff" * info.compress_size
    assert _is_broken(_load(bytes(content)))


def _deflated(content: bytes) -> bytes:
    """The same archive, its parts packed tightly."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return file.getvalue()


def test_a_roster_in_an_archive_that_does_not_unpack() -> None:
    content = bytearray(_deflated(zipped({"a.csv": b"STT;H" * 400}).content))
    content[40:48] = b"\xff" * 8
    assert _is_broken(_load(bytes(content)))


def _with_parts(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


def test_two_sheets_of_one_name_are_not_read_as_the_first_of_them_twice() -> None:
    content = sheets({name: ("XÃ TAM ĐA", DAY, HEAD, people(2, name)) for name in ("Một", "Hai")})
    twice = _with_parts(content, lambda name, part: part.replace(b'"Hai"', '"Một"'.encode()))
    assert _is_broken(_load(twice))


def test_a_number_beyond_all_numbers_can_be_copied() -> None:
    sheet = Sheet("S", [["Họ và tên", float("inf"), float("nan"), 1.5]])
    copy = SourceFile("so.xlsx", workbook_of([sheet], {"S": "S"}))
    assert read_workbook(copy, from_environment()).sheets[0].rows == [["Họ và tên", "inf", "nan", 1.5]]


def test_error_cells_and_hidden_rows_are_told_also_where_tags_carry_a_prefix() -> None:
    def prefixed(name: str, part: bytes) -> bytes:
        if not name.startswith("xl/worksheets/"):
            return part
        part = part.replace(b"</", b"\0").replace(b"<", b"<x:").replace(b"\0", b"</x:").replace(b"<x:?", b"<?")
        row = b'<x:row r="9" hidden="1"><x:c r="B9" s="0" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c>'
        row += b'<x:c r="C9"><x:f>A1</x:f></x:c></x:row></x:sheetData>'
        return part.replace(b" xmlns=", b" xmlns:x=").replace(b"</x:sheetData>", row)

    content = _with_parts(workbook(people(2)), prefixed)
    sheet = read_workbook(SourceFile("a.xlsx", content), from_environment()).sheets[0]
    assert (sheet.rows[8][1], sheet.has_hidden_cells, sheet.uncomputed) == ("#DIV/0!", True, {(8, 2)})
