"""Files that can be read whatever they are called, and files that cannot: one sentence, nothing written."""

import gzip
import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from sqlalchemy import select

import database
from etl.pipeline import load
from etl.records import LoadOptions, SourceFile
from models import Staff
from settings import from_environment
from tests.etl.rosters import HERE_CODE, codes, current_names, people, roster, row_counts, run, workbook, zipped
from tests.golden.legacy_xls import make as legacy
from tests.golden.ole import container
from tests.golden.open_document import make as open_document

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(64)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
PAGE = "<html><body><table><tr><td>Họ và tên</td></tr></table></body></html>".encode()
ARCHIVED = (
    b"From: <Saved by Microsoft Excel>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    b'\tboundary="----=_B"\r\n\r\n------=_B\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n' + PAGE
)
OF_2003 = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
LOCKED = container({"EncryptionInfo": bytes(100), "EncryptedPackage": bytes(5000)})
WHOLE = workbook(people(3))
NAMES = ["Lê Thị An", "Lê Thị Bình", "Lê Thị Chi"]
CSV = (
    "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA\nTính đến ngày 31/12/2023\n"
    "STT,Họ và tên,Ngày sinh,Giới tính,Chức vụ\n"
    '1,Lê Thị An,01/04/1980,Nữ,"Văn phòng - thống kê"\n2,Lê Thị Bình,02/04/1981,Nữ,Tư pháp - hộ tịch\n'
)


def _without_member(content: bytes, name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(file, "w") as target:
        for info in source.infolist():
            if info.filename != name:
                target.writestr(info, source.read(info))
    return file.getvalue()


def _damaged(content: bytes) -> bytes:
    """Bytes in the middle overwritten: the zip's directory is whole, a member is not."""
    middle = len(content) // 3
    return content[:middle] + bytes(200) + content[middle + 200 :]


def _cut_off_ods() -> bytes:
    """A whole archive whose content ends before its table does."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(open_document.make()["roster.ods"])) as source,
        zipfile.ZipFile(file, "w") as target,
    ):
        for name in source.namelist():
            target.writestr(name, source.read(name).partition(b"</table:table>")[0])
    return file.getvalue()


UNREADABLE = {
    "picture": (PNG, "not_a_workbook"),
    "photo": (JPEG, "not_a_workbook"),
    "pdf": (PDF, "not_a_workbook"),
    "web_page": (PAGE, "not_a_workbook"),
    "web_page_after_a_mark": (b"\xef\xbb\xbf<!-- saved --><HTML>", "not_a_workbook"),
    "web_page_in_utf_16": ("<html><table>".encode("utf-16"), "not_a_workbook"),
    "web_archive": (ARCHIVED, "not_a_workbook"),
    "xml_of_2003": (OF_2003, "not_a_workbook"),
    "rar": (b"Rar!\x1a\x07\x01\x00" + bytes(40), "other_archive"),
    "seven_zip": (b"7z\xbc\xaf\x27\x1c" + bytes(40), "other_archive"),
    "gzip": (gzip.compress(WHOLE), "other_archive"),
    "noise": (bytes(range(256)) * 4, "not_a_workbook"),
    "encrypted": (LOCKED, "encrypted_workbook"),
    "empty": (b"", "empty_file"),
    "cut_off": (WHOLE[: len(WHOLE) // 2], "broken_workbook"),
    "damaged": (_damaged(WHOLE), "broken_workbook"),
    "without_sheet": (_without_member(WHOLE, "xl/worksheets/sheet1.xml"), "broken_workbook"),
    "without_directory": (_without_member(WHOLE, "xl/workbook.xml"), "broken_workbook"),
    "half_a_letter": (b"\xff\xfe" + "STT;Họ và tên".encode("utf-16-le")[:-1], "not_a_workbook"),
    "cut_off_ods": (_cut_off_ods(), "broken_workbook"),
    "cut_off_xls": (legacy.make()["roster.xls"][:1600], "broken_workbook"),
}


@pytest.mark.parametrize(("content", "code"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_used(content: bytes, code: str, sqlite_url: str) -> None:
    before = row_counts(sqlite_url)
    report = run(sqlite_url, SourceFile("danh-sach.xlsx", content))
    assert (report.status, codes(report)) == ("refused", [code])
    assert report.problems[0].file == "danh-sach.xlsx"
    assert "«danh-sach.xlsx»" in report.problems[0].message
    assert row_counts(sqlite_url) == before


@pytest.mark.parametrize("name", ["roster.xls", "roster.mht", "goi.zip"])
def test_a_web_page_in_one_file_is_told_as_that(name: str, sqlite_url: str) -> None:
    source = zipped({"Sheet1.mht": ARCHIVED}) if name.endswith("zip") else SourceFile(name, ARCHIVED)
    report = run(sqlite_url, source)
    assert (report.status, codes(report)) == ("refused", ["not_a_workbook"])
    assert "trang web" in report.problems[0].message
    assert "MHTML" in report.problems[0].message


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"xl/workbook.bin": b"\x83\x01", "xl/worksheets/sheet1.bin": b""}, ".xlsb"),
        ({"ppt/presentation.xml": b"<p/>"}, "trình chiếu"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"}, "OpenDocument"),
    ],
)
def test_an_archive_of_another_program_is_told_as_that(members: dict[str, bytes], kind: str, sqlite_url: str) -> None:
    report = run(sqlite_url, SourceFile("roster.xlsx", zipped(members).content))
    assert (report.status, codes(report)) == ("refused", ["not_a_workbook"])
    assert kind in report.problems[0].message


@pytest.mark.parametrize("before", [b"", b"\r\n ", b"\xef\xbb\xbf"])
def test_a_rich_text_is_told_as_that(before: bytes, sqlite_url: str) -> None:
    report = run(
        sqlite_url, SourceFile("roster.xls", before + b"{\\rtf1\\ansi\\trowd H\\u7885? v\\'e0 t\\'ean\\cell\\row}")
    )
    assert (report.status, codes(report)) == ("refused", ["not_a_workbook"])
    assert "RTF" in report.problems[0].message


def test_a_list_whose_first_line_looks_like_a_header_of_mail_is_read(sqlite_url: str) -> None:
    assert run(sqlite_url, SourceFile("roster.csv", b"Ghi: x\n" + CSV.encode())).status == "loaded"


def test_all_unusable_files_are_named_at_once(sqlite_url: str) -> None:
    report = run(sqlite_url, SourceFile("anh.xlsx", PNG), roster(), SourceFile("khoa.xlsx", LOCKED))
    assert report.status == "refused"
    assert [(problem.file, problem.code) for problem in report.problems] == [
        ("anh.xlsx", "not_a_workbook"),
        ("khoa.xlsx", "encrypted_workbook"),
    ]


def test_a_file_over_the_limit(sqlite_url: str) -> None:
    limits = replace(from_environment(), max_file_mb=1)
    report = load(sqlite_url, [SourceFile("to.xlsx", WHOLE + bytes(2**20))], LoadOptions(), settings=limits)
    assert (report.status, codes(report)) == ("refused", ["file_too_large"])
    assert "1 MB" in report.problems[0].message


def test_a_sheet_with_too_many_rows(sqlite_url: str) -> None:
    limits = replace(from_environment(), max_rows=8)
    for name, content in {"roster.xlsx": WHOLE, "roster.csv": ("x\n" * 9).encode()}.items():
        report = load(sqlite_url, [SourceFile(name, content)], LoadOptions(), settings=limits)
        assert (report.status, codes(report)) == ("refused", ["sheet_too_large"])


LIMITS = {
    "max_rows": (3, "roster.csv", b"x\n" * 4, "sheet_too_large"),
    "max_columns": (3, "roster.xlsx", WHOLE, "sheet_too_large"),
    "max_cells": (30, "roster.xlsx", WHOLE, "sheet_too_large"),
    "max_places": (40, "roster.xlsx", WHOLE, "sheet_too_large"),
    "max_unpacked_mb": (0, "roster.xlsx", WHOLE, "file_too_large"),
    "max_text_kb": (0, "roster.xlsx", WHOLE, "text_too_long"),
    "max_archive_files": (1, "goi.zip", zipped({"a.csv": b"x", "b.csv": b"x"}).content, "too_many_files"),
    "max_archive_mb": (1, "goi.zip", zipped({"a.csv": bytes(2**21)}).content, "file_too_large"),
}


@pytest.mark.parametrize("setting", LIMITS)
def test_each_limit_is_a_setting(setting: str, sqlite_url: str) -> None:
    limit, name, content, code = LIMITS[setting]
    source = SourceFile(name, content)
    assert code not in codes(load(sqlite_url, [source], LoadOptions(dry_run=True)))
    changed: dict[str, Any] = {setting: limit}
    limits = replace(from_environment(), **changed)
    report = load(sqlite_url, [source], LoadOptions(dry_run=True), settings=limits)
    assert (report.status, codes(report)) == ("refused", [code])


@pytest.mark.parametrize("name", ["roster.csv", "roster.xlsx"])
def test_a_text_too_long_for_a_cell_is_told_as_that(name: str, sqlite_url: str) -> None:
    text = "dài " * 100_000
    content = f'STT,"{text}"\n'.encode() if name.endswith("csv") else workbook(people(3), title=text[:32_000])
    limits = replace(from_environment(), max_text_kb=20)
    report = load(sqlite_url, [SourceFile(name, content)], LoadOptions(), settings=limits)
    assert (report.status, codes(report)) == ("refused", ["text_too_long"])
    assert ("hơn 131 KB" if name.endswith("csv") else "hơn 20 KB") in report.problems[0].message


def test_the_content_decides_not_the_name(sqlite_url: str) -> None:
    report = run(sqlite_url, SourceFile("roster.xls", WHOLE))
    assert report.status == "loaded"
    assert current_names(sqlite_url) == NAMES


def test_dates_of_an_old_mac(sqlite_url: str) -> None:
    """Its Excel counted the days from 1904."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA, tính đến ngày 31/12/2023"
    sheet.append(["STT", "Họ và tên", "Ngày sinh"])
    sheet.append([1, "Lê Thị An", date(1980, 4, 1)])
    file = io.BytesIO()
    book.save(file)
    assert run(sqlite_url, SourceFile("roster.xlsx", file.getvalue())).status == "loaded"
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.birth_date)).all() == ["1980-04-01"]


ENCODINGS = {
    "utf_8": CSV.encode(),
    "utf_8_with_mark": CSV.encode("utf-8-sig"),
    "semicolons": CSV.replace(",", ";").replace("CÁN BỘ;", "CÁN BỘ,").encode("utf-8-sig"),
    "tabs": CSV.replace(",", "\t").encode(),
    "utf_16_little": b"\xff\xfe" + CSV.encode("utf-16-le"),
    "utf_16_big": b"\xfe\xff" + CSV.encode("utf-16-be"),
    "windows_lines": CSV.replace("\n", "\r\n").encode(),
    "old_mac_lines": CSV.replace("\n", "\r").encode(),
}


@pytest.mark.parametrize("content", ENCODINGS.values(), ids=ENCODINGS)
def test_text_in_every_usual_encoding(content: bytes, sqlite_url: str) -> None:
    report = run(sqlite_url, SourceFile("roster.csv", content))
    assert (report.status, codes(report)) == ("loaded", [])
    assert report.files[0].sheets[0].sheet == ""
    assert current_names(sqlite_url) == NAMES[:2]


def test_a_line_break_within_a_cell(sqlite_url: str) -> None:
    content = CSV.replace("Họ và tên", '"Họ và\ntên"').replace("Lê Thị An", '"Lê Thị\r\nAn"')
    report = run(sqlite_url, SourceFile("roster.csv", content.encode()))
    assert (report.status, codes(report)) == ("loaded", [])
    assert current_names(sqlite_url) == NAMES[:2]


def test_a_text_with_empty_rows_to_the_end_of_a_sheet_is_read(sqlite_url: str) -> None:
    content = CSV.replace("2023\n", "2023\n,,,,\n") + ",,,,\n" * 250_000
    report = run(sqlite_url, SourceFile("roster.csv", content.encode()))
    assert (report.status, report.rows_loaded, report.files[0].sheets[0].data_rows) == ("loaded", 2, (5, 6))


def test_a_quote_that_never_ends(sqlite_url: str) -> None:
    """Everything after it is one enormous cell."""
    content = CSV + '3,"Lê Thị Chi' + ",x" * 100_000
    assert run(sqlite_url, SourceFile("roster.csv", content.encode())).status == "refused"


def test_an_archive_with_what_a_mac_and_excel_leave_behind(sqlite_url: str) -> None:
    archive = zipped(
        {
            "roster.xlsx": WHOLE,
            "__MACOSX/._roster.xlsx": b"\x00\x05\x16\x07" + bytes(20),
            "__MACOSX/roster.csv": b"\x00\x05\x16\x07" + bytes(20),
            "~$roster.xlsx": b"\x05Excel" + bytes(20),
            ".DS_Store": bytes(20),
            "Thumbs.db": bytes(20),
        }
    )
    report = run(sqlite_url, archive)
    assert (report.status, codes(report)) == ("loaded", [])
    assert [file.file for file in report.files] == ["goi.zip/roster.xlsx"]
    assert current_names(sqlite_url) == NAMES


def test_an_archive_of_several_rosters_lands_together(sqlite_url: str) -> None:
    archive = zipped({"Tam Đa.xlsx": WHOLE, "Dũng Liệt.xlsx": roster(2, "Vũ", unit="XÃ DŨNG LIỆT").content})
    report = run(sqlite_url, archive)
    assert (report.status, report.rows_loaded) == ("loaded", 5)
    assert {file.file for file in report.files} == {"goi.zip/Tam Đa.xlsx", "goi.zip/Dũng Liệt.xlsx"}
    assert len(current_names(sqlite_url, HERE_CODE)) == 3


def test_one_bad_file_in_an_archive_keeps_all_out(sqlite_url: str) -> None:
    before = row_counts(sqlite_url)
    report = run(sqlite_url, zipped({"a.xlsx": WHOLE, "b.xlsx": PNG}))
    assert (report.status, codes(report)) == ("refused", ["not_a_workbook"])
    assert report.problems[0].file == "goi.zip/b.xlsx"
    assert row_counts(sqlite_url) == before


def test_an_archive_without_a_roster(sqlite_url: str) -> None:
    report = run(sqlite_url, zipped({"anh.png": PNG, "__MACOSX/._a.xlsx": bytes(9)}))
    assert (report.status, codes(report)) == ("refused", ["no_roster_in_zip"])


def test_a_locked_archive(sqlite_url: str) -> None:
    content = bytearray(zipped({"roster.xlsx": WHOLE}).content)
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    report = run(sqlite_url, SourceFile("goi.zip", bytes(content)))
    assert (report.status, codes(report)) == ("refused", ["encrypted_workbook"])


def test_a_damaged_archive(sqlite_url: str) -> None:
    report = run(sqlite_url, SourceFile("goi.zip", _damaged(zipped({"roster.xlsx": WHOLE}).content)))
    assert (report.status, codes(report)) == ("refused", ["broken_workbook"])


def test_the_same_file_twice_in_one_call_counts_once(sqlite_url: str) -> None:
    report = run(sqlite_url, SourceFile("a.xlsx", WHOLE), SourceFile("b.xlsx", WHOLE))
    assert (report.status, report.rows_loaded) == ("loaded", 3)
