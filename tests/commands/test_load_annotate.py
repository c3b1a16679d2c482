"""`load --annotate`: marked copies beside whatever else the command does."""

import json
import shutil
import stat
from pathlib import Path

import openpyxl
import pytest

from settings import SAMPLES_DIR
from tests.commands.conftest import Tell

TRIAL = SAMPLES_DIR / "nhap-thu"
BAD, CLEAN = TRIAL / "Xa-Phu-Lang_2024-06-30_co-loi.xlsx", TRIAL / "Phuong-Vu-Ninh_2024-06-30.xlsx"
COPY = "Xa-Phu-Lang_2024-06-30_co-loi_loi.xlsx"


@pytest.fixture(autouse=True)
def _database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)


def test_a_refused_file_comes_back_marked_and_a_clean_one_does_not(tell: Tell, tmp_path: Path) -> None:
    folder = tmp_path / "trả" / "lại"
    status, out, err = tell("load", str(BAD), str(CLEAN), "--annotate", str(folder))
    assert (status, out) == (3, "")
    assert f"Đã ghi bản đánh dấu lỗi: {folder / COPY}" in err
    assert [path.name for path in folder.iterdir()] == [COPY]
    assert openpyxl.load_workbook(folder / COPY).sheetnames == ["Các lỗi cần sửa", "Danh sách"]


def test_a_loaded_file_comes_back_marked_too(tell: Tell, tmp_path: Path) -> None:
    status, out, _ = tell("load", str(BAD), "--accept", "--annotate", str(tmp_path))
    assert status == 0
    assert (tmp_path / COPY).is_file()
    assert "Đã ghi bản đánh dấu lỗi" in out


def test_the_object_stays_alone_on_standard_output(tell: Tell, tmp_path: Path) -> None:
    status, out, err = tell("load", str(BAD), "--dry-run", "--json", "--annotate", str(tmp_path))
    assert (status, json.loads(out)["status"]) == (3, "refused")
    assert "Đã ghi bản đánh dấu lỗi" in err


def test_nothing_to_mark_is_said(tell: Tell, tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.xlsx"
    broken.write_bytes(b"PK broken")
    for file, status in ((CLEAN, 0), (broken, 3)):
        answer = tell("load", str(file), "--dry-run", "--annotate", str(tmp_path / "x"))
        assert answer[0] == status
        assert "Không có bản đánh dấu lỗi nào" in answer[1] + answer[2]
    assert list((tmp_path / "x").iterdir()) == []


def test_a_folder_that_cannot_be_written_refuses_before_anything_is_loaded(tell: Tell, tmp_path: Path) -> None:
    file = tmp_path / "tệp"
    file.write_text("không phải thư mục", encoding="utf-8")
    status, out, err = tell("load", str(CLEAN), "--json", "--annotate", str(file / "x"))
    assert status == 3
    assert [problem["code"] for problem in json.loads(out)["problems"]] == ["folder_not_writable"]
    assert f"Không ghi được vào thư mục «{file / 'x'}»" in err
    assert "Chưa nạp số liệu lần nào" in "".join(map(str, tell("imports", "list")))


def test_the_files_themselves_are_never_written_over(tell: Tell, tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "a_loi.xlsx"
    shutil.copyfile(BAD, first)
    shutil.copyfile(CLEAN, second)
    before = second.read_bytes()
    tell("load", str(first), str(second), "--annotate", str(tmp_path))
    assert second.read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["a.xlsx", "a_loi-2.xlsx", "a_loi.xlsx"]


def test_a_second_run_writes_over_its_own_copy_and_leaves_nothing_else(tell: Tell, tmp_path: Path) -> None:
    for _ in range(2):
        tell("load", str(BAD), "--annotate", str(tmp_path / "x"))
    assert [path.name for path in (tmp_path / "x").iterdir()] == [COPY]
    assert stat.S_IMODE((tmp_path / "x" / COPY).stat().st_mode) & stat.S_IRUSR


def test_two_files_of_one_name_are_told_apart(tell: Tell, tmp_path: Path) -> None:
    paths = [tmp_path / "một" / "a.xlsx", tmp_path / "hai" / "a.xlsx"]
    for path, original in zip(paths, (BAD, CLEAN), strict=True):
        path.parent.mkdir()
        shutil.copyfile(original, path)
    _, out, _ = tell("load", *map(str, paths), "--json", "--dry-run", "--annotate", str(tmp_path / "x"))
    assert {problem["file"] for problem in json.loads(out)["problems"]} == {paths[0].as_posix()}
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["a_loi.xlsx"]
