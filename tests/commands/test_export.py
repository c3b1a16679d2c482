"""`manage.py export`: the flat table as the contract describes it."""

import csv
import hashlib
import io
from collections import Counter
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import database
from stats import queries
from stats.queries import FLAT_COLUMNS
from tests.commands.conftest import Tell
from tests.people import END_2023, World, fill

AS_OF = ("--as-of", "2023-12-31")


def _expected(world: World) -> list[list[str]]:
    people = world.on(END_2023).sort_values("unit_code", kind="stable")[list(FLAT_COLUMNS)]
    return [["" if pd.isna(value) else str(value) for value in row] for row in people.itertuples(index=False)]


def test_csv_file(world: World, tell: Tell, tmp_path: Path) -> None:
    output = tmp_path / "phang.csv"
    status, out, err = tell("export", *AS_OF, "--output", str(output))
    assert (status, out) == (0, "")
    content = output.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfas_of,unit_code,")
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert tuple(header) == FLAT_COLUMNS
    assert rows == _expected(world)
    assert f"Đã xuất {len(rows)} người" in err


def test_csv_on_standard_output(sqlite_world: World, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    from commands import dispatch

    assert dispatch.run("export", AS_OF) == 0
    out = capfdbinary.readouterr().out
    assert out.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.reader(io.StringIO(out.decode("utf-8-sig"), newline="")))) == 1 + len(_expected(sqlite_world))


def test_workbook(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    output = tmp_path / "phang.xlsx"
    assert tell("export", *AS_OF, "--output", str(output))[0] == 0
    sheet = openpyxl.load_workbook(output).active
    assert sheet is not None
    assert sheet.title == "Danh sách"
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == FLAT_COLUMNS
    assert [["" if value is None else value for value in row] for row in rows] == _expected(sqlite_world)


def test_a_workbook_needs_a_file(sqlite_world: World, tell: Tell) -> None:
    status, _, err = tell("export", *AS_OF, "--format", "xlsx")
    assert status == 2
    assert "--output" in err


def test_a_date_without_data(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    output = tmp_path / "phang.csv"
    status, _, err = tell("export", "--as-of", "2020-12-31", "--output", str(output))
    assert status == 3
    assert "31/12/2023" in err
    assert not output.exists()


def test_a_folder_that_does_not_exist(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    status, _, err = tell("export", *AS_OF, "--output", str(tmp_path / "khong-co" / "phang.csv"))
    assert status == 3
    assert "Không ghi được tệp" in err
    assert "Traceback" not in err


def test_demonstration_data_say_so(sqlite_url: str, tell: Tell, tmp_path: Path) -> None:
    fill(sqlite_url, is_demo=True)
    output = tmp_path / "phang.xlsx"
    _, _, err = tell("export", "--as-of", "2021-12-31", "--output", str(output), "--database", sqlite_url)
    assert "Số liệu minh họa" in err
    assert openpyxl.load_workbook(output).sheetnames == ["Số liệu minh họa"]


def test_every_export_is_in_the_ledger_and_marked_as_internal(world: World, tell: Tell, tmp_path: Path) -> None:
    output = tmp_path / "phang.xlsx"
    _, _, err = tell("export", *AS_OF, "--output", str(output))
    tell("export", *AS_OF)
    with database.reading(world.url) as connection:
        printed, written = queries.exports(connection)
    assert f"số xuất {written.number}" in err
    assert (written.file_name, written.kind, written.status) == ("phang.xlsx", "xlsx", "done")
    assert written.sha256 == hashlib.sha256(output.read_bytes()).hexdigest()
    assert (printed.file_name, printed.kind, printed.status) == ("", "csv", "done")
    assert printed.is_internal
    assert written.is_internal
    assert "LƯU HÀNH NỘI BỘ" in openpyxl.load_workbook(output)["Danh sách"].oddFooter.left.text


def test_a_file_that_cannot_be_written_failed_in_the_ledger(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    tell("export", *AS_OF, "--output", str(tmp_path / "khong-co" / "phang.csv"))
    with database.reading(sqlite_world.url) as connection:
        assert [row.status for row in queries.exports(connection)] == ["failed"]


def test_people_stand_in_the_units_of_a_view_and_a_column_says_so(sqlite_world: World, tell: Tell) -> None:
    def rows(*words: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(tell(*words, *AS_OF)[1].lstrip("\ufeff"))))

    plain, moved = rows("export"), rows("export", "--territory", "today")
    assert [name for name in moved[0] if name not in plain[0]] == ["territory"]
    assert ({row["territory"] for row in moved}, len(moved)) == ({"today"}, len(plain))
    assert {row["district_code"] for row in moved} == {""}
    counted = rows("stats", "--by", "unit", "--territory", "today", "--format", "csv")
    expected = {row["unit_code"]: int(row["count"]) for row in counted if row["count"]}
    assert Counter(row["unit_code"] for row in moved) == expected
    assert [row["unit_code"] for row in moved] == sorted(
        (row["unit_code"] for row in moved), key=lambda code: (not code, code)
    )
    assert sqlite_world.url


def test_commands_whose_figures_have_one_territory_refuse_another(sqlite_world: World, tell: Tell) -> None:
    for words in (("quotas", "show", *AS_OF), ("indicators", "show")):
        status, _, err = tell(*words, "--territory", "today")
        assert (status, "--territory today không dùng được ở đây" in err) == (3, True)
    assert sqlite_world.url
