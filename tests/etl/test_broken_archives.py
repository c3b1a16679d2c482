"""Archives that are broken inside are refused as broken workbooks, wherever the break is."""

import io
import struct
import zipfile

import pytest

from etl.pipeline import load
from etl.records import LoadOptions, LoadReport, SourceFile
from tests.etl.rosters import people, workbook, zipped


def _load(content: bytes) -> LoadReport:
    return load("sqlite://", [SourceFile("hong.xlsx", content)], LoadOptions(dry_run=True))


def _is_broken(report: LoadReport) -> bool:
    return report.status == "refused" and [one.code for one in report.problems] == ["broken_workbook"]


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
