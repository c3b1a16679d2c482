"""A file's way out: its number before it is made, its row afterwards; a program that dies leaves an honest row."""

import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

import database
import reference
from access.users import current_user
from dissemination import issuing
from reports.stamp import Stamp
from settings import ROOT
from stats import queries
from stats.selection import Selection

SELECTION = Selection(date(2023, 12, 31), district="263")
RECORD = issuing.ExportRecord(
    name="education",
    kind="png",
    file_name="a.png",
    title="Trình độ",
    scope="huyện Gia Bình",
    query=issuing.query_of(SELECTION),
    as_of=SELECTION.as_of,
    data_version="3.1.x",
    rounding="cut",
    is_demo=True,
    is_internal=True,
)


def held(url: str) -> list[queries.ExportRow]:
    with database.reading(url) as connection:
        return queries.exports(connection)


def test_a_file_is_made_with_its_number_and_written_down(database_url: str) -> None:
    seen: list[Stamp] = []

    def make(stamp: Stamp) -> bytes:
        seen.append(stamp)
        assert [row.status for row in held(database_url)] == ["making"]
        return stamp.line.encode()

    issued = issuing.issue(database_url, RECORD, make)
    assert seen == [issued.stamp]
    (row,) = held(database_url)
    assert (row.number, row.status, row.size) == (issued.stamp.number, "done", len(issued.content))
    assert row.sha256 == sha256(issued.content).hexdigest()
    assert (row.made_by, row.rule_version) == (current_user().name, reference.version())
    assert (row.query, row.is_demo, row.is_internal) == ("as_of=2023-12-31&district=263", True, True)


def test_the_stamp_tells_what_the_ledger_tells(sqlite_url: str) -> None:
    stamp = issuing.issue(sqlite_url, RECORD, lambda stamp: b"").stamp
    (row,) = held(sqlite_url)
    assert stamp.properties["Số xuất"] == row.number
    assert stamp.properties["Phạm vi"] == row.scope
    assert stamp.properties["Dữ liệu"] == row.data_version
    assert stamp.properties["Phiên bản quy tắc"] == row.rule_version
    assert stamp.properties["Lưu ý"] == "LƯU HÀNH NỘI BỘ · Số liệu minh họa"
    assert stamp.line.startswith(f"LƯU HÀNH NỘI BỘ · Số xuất {row.number} · ")
    assert stamp.line.endswith(" · dữ liệu 3.1 · Số liệu minh họa")


def test_what_goes_wrong_is_passed_on_and_written_down_without_values(sqlite_url: str) -> None:
    def make(stamp: Stamp) -> bytes:
        raise ValueError("Nguyễn Văn An")

    with pytest.raises(ValueError, match="An"):
        issuing.issue(sqlite_url, RECORD, make)
    (row,) = held(sqlite_url)
    assert (row.status, row.reason, row.sha256) == ("failed", "ValueError", None)


def test_a_file_that_could_not_be_handed_over_was_not_issued(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="khong-co"):
        issuing.issue(sqlite_url, RECORD, lambda stamp: b"x", (tmp_path / "khong-co" / "a.png").write_bytes)
    assert [row.status for row in held(sqlite_url)] == ["failed"]


def test_a_program_that_dies_leaves_an_honest_row(sqlite_url: str) -> None:
    script = (
        "import os, sys; from dissemination import issuing; from tests.dissemination.test_issuing import RECORD; "
        "issuing.issue(sys.argv[1], RECORD, lambda stamp: os._exit(9))"
    )
    assert subprocess.run([sys.executable, "-c", script, sqlite_url], cwd=ROOT, check=False).returncode == 9
    assert [row.status for row in held(sqlite_url)] == ["making"]
    assert issuing.issue(sqlite_url, RECORD, lambda stamp: b"").stamp.number.endswith("-000002")


def test_another_rule_is_another_rule_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in (("a.csv", b"x\r\n1\r\n"), ("b/c.csv", b"y\n")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    monkeypatch.setattr("reference.tables.REFERENCE_DIR", tmp_path)
    versions = []
    for change in (b"x\r\n1\r\n", b"x\n1\n", b"x\n2\n"):
        (tmp_path / "a.csv").write_bytes(change)
        reference.version.cache_clear()
        versions.append(reference.version())
    reference.version.cache_clear()
    assert versions[0] == versions[1] != versions[2]
    assert versions[0].startswith("0.1.0+")
