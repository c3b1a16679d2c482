"""Originals of loads that fail: nothing of them stays, and what a killed load has left goes a day later."""

import os
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection

from commands import dispatch
from etl import erasing, pipeline, unnamed
from etl.pipeline import load
from etl.records import LoadOptions, LoadReport
from settings import from_environment
from tests.etl.rosters import roster, run


def _files() -> list[Path]:
    return [path for path in from_environment().originals_dir.glob("??/*") if path.is_file()]


def _fail(_: Connection, __: LoadReport) -> None:
    raise OSError(28, "No space left on device")


def test_a_load_that_fails_leaves_no_original(database_url: str) -> None:
    with pytest.raises(OSError, match="No space"):
        load(database_url, [roster(3)], LoadOptions(), witness=_fail)
    assert _files() == []
    run(database_url, roster(3), as_of=date(2022, 12, 31))
    with pytest.raises(OSError, match="No space"):
        load(database_url, [roster(3)], LoadOptions(), witness=_fail)
    assert len(_files()) == 1  # an earlier load of the same file names it


def test_what_a_killed_load_left_goes_after_a_day(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(sqlite_url, roster(3))
    (loaded,) = _files()
    left, fresh = loaded.with_name("a" * 64 + ".xlsx"), loaded.with_name("b" * 64 + ".xlsx")
    for path in (left, fresh):
        path.write_bytes(b"x")
    long_ago = time.time() - 2 * 86_400
    for path in (left, loaded):
        os.utime(path, (long_ago, long_ago))
    assert dispatch.run("retain", ["--database", sqlite_url]) == 0
    assert "Đã xóa 1 tệp gốc không thuộc lần nạp nào" in capsys.readouterr().out
    assert sorted(_files()) == sorted([loaded, fresh])
    assert unnamed.sweep(replace(from_environment(), database_url=sqlite_url)) == 0


def test_the_same_list_under_another_ending_is_a_file_of_its_own(sqlite_url: str) -> None:
    settings = replace(from_environment(), database_url=sqlite_url)
    file = roster(3)
    run(sqlite_url, file)
    pipeline.undo(sqlite_url, 1, "lan")
    run(sqlite_url, replace(file, name="roster.xlsm"))
    assert sorted(path.suffix for path in _files()) == [".xlsm", ".xlsx"]
    erasing.erase_import(settings, 1, by="lan", reason="")
    (kept,) = _files()
    assert kept.suffix == ".xlsm"
    (long_ago, left) = (time.time() - 2 * 86_400, kept.with_suffix(".xlsx"))
    left.write_bytes(kept.read_bytes())
    for path in (kept, left):
        os.utime(path, (long_ago, long_ago))
    assert (unnamed.sweep(settings), _files()) == (1, [kept])
