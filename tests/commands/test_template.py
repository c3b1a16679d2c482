"""`template` writes the blank roster of a day."""

from pathlib import Path

from openpyxl import load_workbook

from tests.commands.conftest import Tell


def test_the_blank_of_a_day_is_written(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    status, out, err = tell("template", "--as-of", "2025-12-31", "--output", str(path))
    assert (status, out) == (0, "")
    assert "31/12/2025" in err
    assert load_workbook(path)["Danh sách"]["C2"].value == "(Tính đến ngày 31/12/2025)"


def test_a_folder_that_is_not_there_is_told(tell: Tell, tmp_path: Path) -> None:
    status, _, err = tell("template", "--as-of", "2025-12-31", "--output", str(tmp_path / "none" / "mau.xlsx"))
    assert status == 3
    assert "chưa có thư mục" in err
