"""`movements` on the command line: the words, the JSON, the workbook, and what it refuses."""

import json
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from commands import dispatch
from tests.stats import moved

DAYS = ("--from", "2023-12-31", "--to", "31/12/2024")


@pytest.fixture(autouse=True)
def _office(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    moved.load(sqlite_url)


def test_the_object_has_the_bars_and_their_identity(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch.run("movements", [*DAYS, "--json"]) == 0
    numbers = json.loads(capsys.readouterr().out)
    words = Counter(mover.word for mover in moved.MOVERS)
    assert {word: numbers[word] for word in words} == words
    assert (
        numbers["start"] + numbers["joined"] + numbers["moved_in"] - numbers["left"] - numbers["moved_out"]
        == (numbers["end"])
    )
    assert [place["code"] for place in numbers["places"]] == [moved.CITY, moved.COUNTY]
    assert sum(numbers["left_by_age"].values()) == numbers["left"]


def test_the_words_say_the_balance_and_how_people_are_matched(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch.run("movements", [*DAYS, "--scope", moved.COUNTY]) == 0
    out = capsys.readouterr().out
    assert "đầu kỳ 5, vào 2, ra 2, cuối kỳ 5" in out
    assert "ghép theo số định danh" in out


def test_people_are_listed_by_file_and_row_and_named_only_where_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch.run("movements", [*DAYS, "--list", "left"]) == 0
    out = capsys.readouterr().out
    assert "2023-12-31.xlsx › Sheet › dòng" in out
    assert "Lý Văn Sơn" not in out
    assert dispatch.run("movements", [*DAYS, "--list", "left", "--names"]) == 0
    assert "Lý Văn Sơn" in capsys.readouterr().out


def test_the_workbook_has_a_sheet_for_each_table(tmp_path: Path) -> None:
    target = tmp_path / "bien-dong.xlsx"
    assert dispatch.run("movements", [*DAYS, "--output", str(target)]) == 0
    book = load_workbook(target)
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "Chuyển đơn vị trong phạm vi" in cells
    assert "Thành phố Bắc Ninh" in cells


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "2024-12-31", "--to", "2023-12-31"), "phải trước"),
        (("--from", "2020-12-31", "--to", "2024-12-31"), "Chưa có danh sách nào tính đến 31/12/2020"),
        ((*DAYS, "--output", "bien-dong.pdf"), ".xlsx"),
        ((*DAYS, "--scope", "99999"), "không có đơn vị mã"),
    ],
)
def test_wrong_words_are_a_sentence(words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch.run("movements", list(words)) == 3
    assert sentence in capsys.readouterr().err
