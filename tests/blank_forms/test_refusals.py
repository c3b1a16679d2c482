"""Forms that cannot be filled are refused with a sentence that names the cell or the way out."""

import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest

from blank_forms.opening import FormRefusedError, open_form
from tests.blank_forms.blank import new_sheet, saved, write_header, write_rows
from tests.blank_forms.conftest import Filler, Reader

PATHS = [("Tiêu chí",), ("Tổng số",), ("Nữ",)]


def _form() -> openpyxl.worksheet.worksheet.Worksheet:
    sheet = new_sheet()
    write_rows(sheet, write_header(sheet, 5, PATHS), 3, [["Tổng số"]])
    return sheet


def _with(content: bytes, part: str) -> bytes:
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(part, b"<x/>")
    return target.getvalue()


def _locked() -> bytes:
    sheet = _form()
    sheet.protection.sheet = True
    return saved(sheet)


def _locked_book() -> bytes:
    sheet = _form()
    sheet.parent.security = openpyxl.workbook.protection.WorkbookProtection(lockStructure=True)
    return saved(sheet)


def _linked() -> bytes:
    sheet = _form()
    sheet["C7"] = "='[khác.xlsx]Biểu 1'!A1"
    return saved(sheet)


def _without_header() -> bytes:
    sheet = new_sheet()
    sheet["B7"] = "Kính gửi các xã"
    return saved(sheet)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_locked(), ["bị khóa", "ô A1", "Unprotect Sheet"]),
        (_locked_book(), ["khóa cấu trúc"]),
        (_with(saved(_form()), "xl/vbaProject.bin"), ["macro", ".xlsx"]),
        (_with(saved(_form()), "xl/externalLinks/externalLink1.xml"), ["nối sang tệp khác"]),
        (_linked(), ["nối sang tệp khác", "ô Biểu › C7"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, [".xls", "lưu thành .xlsx"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ["mật khẩu"]),
        (b"PK\x03\x04 cut off", ["không phải là bảng tính .xlsx"]),
        (b"not a workbook", ["không phải là bảng tính .xlsx"]),
        (_without_header(), ["Không đọc được tiêu đề", "Biểu › A1"]),
    ],
    ids=["sheet", "book", "macro", "links", "linked cell", "xls", "password", "cut", "text", "no header"],
)
def test_a_form_that_cannot_be_filled_is_refused(reading: Reader, content: bytes, words: list[str]) -> None:
    with pytest.raises(FormRefusedError) as refusal:
        reading(content)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_a_form_that_nobody_can_count_is_refused_with_the_reason(filling: Filler) -> None:
    sheet = new_sheet()
    write_rows(sheet, write_header(sheet, 5, [("Tiêu chí",), ("Số lượt tàu",), ("Số chuyến",)]), 3, [["Mùa hè"]])
    with pytest.raises(FormRefusedError, match="Chưa điền được ô nào"):
        filling(saved(sheet))


@pytest.mark.parametrize("title", ["THỐNG KÊ KẾT QUẢ LUÂN CHUYỂN CÁN BỘ", "ĐẢNG VIÊN MỚI KẾT NẠP NĂM 2023"])
def test_a_form_about_what_happened_gets_no_number_of_who_is_there(filling: Filler, title: str) -> None:
    sheet = new_sheet(title)
    write_rows(sheet, write_header(sheet, 5, PATHS), 3, [["Tổng số"], ["Đảng viên"]])
    with pytest.raises(FormRefusedError, match="danh sách"):
        filling(saved(sheet))


def test_a_form_that_may_hold_macros_is_refused_by_its_name() -> None:
    with pytest.raises(FormRefusedError, match="macro"):
        open_form("biểu.XLSM", saved(_form()))


@pytest.mark.parametrize(
    ("title", "is_filled"),
    [
        ("THỐNG KÊ CÁN BỘ LÃNH ĐẠO, QUẢN LÝ CẤP TỈNH", False),
        ("THỐNG KÊ CÁN BỘ CẤP TỈNH, CẤP HUYỆN, CẤP XÃ", True),
        ("THỐNG KÊ CÔNG CHỨC TỪ CẤP HUYỆN TRỞ LÊN", True),
    ],
)
def test_a_form_of_another_level_of_government_gets_no_number_of_this_one(
    filling: Filler, title: str, is_filled: bool
) -> None:
    sheet = new_sheet(title)
    write_rows(sheet, write_header(sheet, 5, PATHS), 3, [["Tổng số"]])
    if is_filled:
        assert filling(saved(sheet)).outcome.filled == 2
        return
    with pytest.raises(FormRefusedError, match="Biểu về cấp tỉnh; số liệu đang chọn là của cấp xã"):
        filling(saved(sheet))


PEOPLE = [("STT",), ("Họ và tên",), ("Ngày sinh",), ("Giới tính",), ("Chức vụ",)]


def _list(*people: Sequence[str]) -> bytes:
    sheet = new_sheet("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    write_rows(sheet, write_header(sheet, 5, PEOPLE), len(PEOPLE), [["I", "Cán bộ cấp xã"], *people])
    return saved(sheet)


def test_a_list_that_has_people_is_no_blank_form(reading: Reader, filling: Filler) -> None:
    with pytest.raises(FormRefusedError) as refusal:
        reading(_list(["1", "Lê Thị An", "01/04/1980", "Nữ", "Chủ tịch"]))
    assert "đã có người từ ô B7" in str(refusal.value)
    assert "Lê Thị An" not in str(refusal.value)
    assert filling(_list(["1"], ["2"])).outcome.filled
