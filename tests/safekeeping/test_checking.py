"""The check sees what is wrong with the database, an original or the register, and changes nothing."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select

import database
from commands import dispatch
from models import ReferenceBasis, Staff
from settings import Settings
from tests.safekeeping.conftest import original


def test_what_is_right_is_listed(data: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert data.database_url
    assert dispatch.run("check", []) == 0
    out = capsys.readouterr().out
    assert "Cơ sở dữ liệu nguyên vẹn: 1 lần nạp, 5 dòng người." in out
    assert "Đủ 1 tệp gốc, đúng mã SHA-256." in out


def test_numbers_and_moments_are_written_as_everywhere_else(
    data: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with database.writing(data.database_url) as connection:
        row = connection.execute(select(Staff).limit(1)).mappings().one()
        copies = [{**row, "id": 1_000 + number, "row": 1_000 + number} for number in range(1_258)]
        connection.execute(insert(Staff), copies)
    assert dispatch.run("check", []) == 0
    assert "1.263 dòng người." in capsys.readouterr().out
    backup = tmp_path / "sao-luu.zip"
    assert dispatch.run("backup", [str(backup)]) == 0
    assert dispatch.run("check", ["--backup", str(backup)]) == 0
    assert re.search(r"ghi lúc \d\d/\d\d/\d{4} \d\d:\d\d, 1 tệp gốc", capsys.readouterr().out)


@pytest.mark.parametrize(("content", "words"), [(None, "không còn"), (b"x", "đã bị thay đổi")])
def test_an_original_that_is_gone_or_changed(
    data: Settings, content: bytes | None, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is None:
        original(data).unlink()
    else:
        original(data).write_bytes(content)
    assert dispatch.run("check", []) == 1
    assert f"Tệp gốc «danh-sach.xlsx» {words}" in capsys.readouterr().err


def test_tables_and_columns_that_are_gone_are_named(data: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with database.writing(data.database_url) as connection:
        connection.exec_driver_sql("DROP TABLE named_views")
        connection.exec_driver_sql("ALTER TABLE deadlines DROP COLUMN due_on")
    assert dispatch.run("check", []) == 1
    assert "thiếu bảng hoặc cột: deadlines.due_on, named_views." in capsys.readouterr().err


def test_a_broken_database(sqlite_data: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    url = sqlite_data.database_url
    path = Path(url.removeprefix("sqlite:///"))
    database.close(url)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM rosters")
        connection.commit()
    assert dispatch.run("check", []) == 1
    assert "dòng mồ côi trong bảng staff" in capsys.readouterr().err
    database.close(url)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\x5a" * (len(whole) - 4096))
    assert dispatch.run("check", []) == 1
    assert "Cơ sở dữ liệu" in capsys.readouterr().err
    path.write_bytes(b"no database" * 1000)
    assert dispatch.run("check", []) == 1
    assert "bị hỏng" in capsys.readouterr().err


def test_a_register_out_of_step_is_told_and_no_fault(data: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with database.writing(data.database_url) as connection:
        connection.execute(delete(ReferenceBasis))
    assert dispatch.run("check", []) == 0
    assert "cũ hơn data/reference" in capsys.readouterr().out
