"""`manage.py fill`: a blank form in, a filled one and its number in the ledger out; a refused one leaves nothing."""

import hashlib
from pathlib import Path

import openpyxl
import pytest

import database
from stats import queries
from tests.blank_forms.blank import new_sheet, saved, statutory_paths, write_header, write_rows
from tests.commands.conftest import Tell
from tests.people import END_2023, World

AS_OF = ("--as-of", "31/12/2023")


def _form(tmp_path: Path) -> Path:
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Tiêu chí",), ("Tổng số",), ("Nữ",), ("Hệ số lương",)])
    write_rows(sheet, first, 4, [["Toàn tỉnh"], ["Huyện Gia Bình"], ["Chuyến tàu"]])
    path = tmp_path / "bieu.xlsx"
    path.write_bytes(saved(sheet))
    return path


def test_a_form_is_filled_and_written_down(world: World, tell: Tell, tmp_path: Path) -> None:
    output = tmp_path / "xong.xlsx"
    status, out, err = tell("fill", str(_form(tmp_path)), *AS_OF, "--output", str(output))
    assert status == 0, err
    people = world.on(END_2023)
    there = people[people["district_name"] == "Huyện Gia Bình"]
    sheet = openpyxl.load_workbook(output).worksheets[0]
    rows = [[sheet.cell(row, column).value for column in (2, 3, 4)] for row in (6, 7, 8)]
    women = people["gender"] == "female"
    assert rows == [
        [len(people), int(women.sum()), None],
        [len(there), int((there["gender"] == "female").sum()), None],
        [None, None, None],
    ]
    assert "Danh sách không ghi tiền lương." in out
    assert "Chưa hiểu: chuyến, tàu." in out
    with database.reading(world.url) as connection:
        (written,) = queries.exports(connection)
    assert (written.name, written.kind, written.status, written.file_name) == ("fill", "xlsx", "done", "xong.xlsx")
    assert written.sha256 == hashlib.sha256(output.read_bytes()).hexdigest()
    assert f"Số xuất {written.number}" in err
    assert not written.is_internal


def test_a_list_of_people_is_internal(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    paths = statutory_paths("bm04")
    sheet = new_sheet("DANH SÁCH")
    write_rows(sheet, write_header(sheet, 5, paths), len(paths), [[]])
    (tmp_path / "bieu.xlsx").write_bytes(saved(sheet))
    output = tmp_path / "xong.xlsx"
    assert tell("fill", str(tmp_path / "bieu.xlsx"), *AS_OF, "--output", str(output))[0] == 0
    with database.reading(sqlite_world.url) as connection:
        (written,) = queries.exports(connection)
    assert written.is_internal
    assert "LƯU HÀNH NỘI BỘ" in openpyxl.load_workbook(output).worksheets[0].oddFooter.left.text


def test_without_an_output_the_labels_are_said(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    status, out, _ = tell("fill", str(_form(tmp_path)), *AS_OF)
    assert status == 0
    assert "Cột\tNữ\tGiới tính: Nữ" in out
    with database.reading(sqlite_world.url) as connection:
        assert queries.exports(connection) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["khong-co.xlsx", *AS_OF, "--output", "xong.xlsx"], "Không đọc được tệp"),
        (["khoa.xlsx", *AS_OF, "--output", "xong.xlsx"], "bị khóa"),
        (["bieu.xlsx", *AS_OF, "--output", "bieu.xlsx"], "trùng với biểu mẫu trống"),
        (["bieu.xlsx", *AS_OF, "--output", "xong.pdf"], "tệp .xlsx"),
        (["bieu.xlsx", "--as-of", "2020-12-31", "--output", "xong.xlsx"], "Không có số liệu"),
        (["bieu.xlsx", *AS_OF, "--scope", "999", "--output", "xong.xlsx"], "không có đơn vị mã"),
    ],
)
def test_what_cannot_be_filled_leaves_nothing(
    sqlite_world: World, tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    content = _form(tmp_path).read_bytes()
    sheet = new_sheet()
    write_rows(sheet, write_header(sheet, 5, [("Tiêu chí",), ("Tổng số",)]), 2, [["Tổng số"]])
    sheet.protection.sheet = True
    (tmp_path / "khoa.xlsx").write_bytes(saved(sheet))
    status, _, err = tell("fill", *words)
    assert (status, sentence in err) == (3, True), err
    assert not (tmp_path / "xong.xlsx").exists()
    assert (tmp_path / "bieu.xlsx").read_bytes() == content
    with database.reading(sqlite_world.url) as connection:
        assert queries.exports(connection) == []


def test_a_list_of_people_is_of_the_units_that_reported(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    paths = statutory_paths("bm04")
    sheet = new_sheet("DANH SÁCH")
    write_rows(sheet, write_header(sheet, 5, paths), len(paths), [[]])
    (tmp_path / "bieu.xlsx").write_bytes(saved(sheet))
    words = (*AS_OF, "--territory", "today", "--output", str(tmp_path / "xong.xlsx"))
    status, _, error = tell("fill", str(tmp_path / "bieu.xlsx"), *words)
    assert (status, "lập theo đơn vị đã báo cáo" in error, (tmp_path / "xong.xlsx").exists()) == (3, True, False)
    assert sqlite_world.url
