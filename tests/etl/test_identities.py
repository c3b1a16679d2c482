"""Identity numbers: known again on another day by a keyed mark, written down nowhere."""

import hashlib
import hmac
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from commands import dispatch
from etl import pipeline
from etl.identities import KEY_FILE, Identities
from etl.records import LoadOptions, SourceFile
from settings import Settings, from_environment
from tests.rosters import HEADER, roster

EARLIER, LATER = date(2022, 12, 31), date(2023, 12, 31)
NUMBER = "024185001234"


def _file(number: str, day: date) -> SourceFile:
    row = ("Nguyễn Thị Bưởi", "01/03/1975", "Phường Đáp Cầu", "Cán bộ", "Đại học", "Chứng chỉ", number)
    return SourceFile(f"{day}.xlsx", roster([row], day, (*HEADER, "Số CCCD/CMND")))


@pytest.fixture
def office(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    return replace(from_environment(), database_url=sqlite_url)


def _load(office: Settings, number: str, day: date) -> str | None:
    """Load one person and give the mark."""
    assert pipeline.load(office.database_url, [_file(number, day)], LoadOptions(loaded_by="lan")).status == "loaded"
    with closing(sqlite3.connect(office.database_url.removeprefix("sqlite:///"))) as connection:
        (mark,) = connection.execute("SELECT identity_mark FROM staff ORDER BY id DESC LIMIT 1").fetchone()
    return str(mark) if mark else None


def test_the_mark_is_the_hmac_of_the_digits_under_the_key_of_the_data_folder(office: Settings) -> None:
    mark = _load(office, NUMBER, EARLIER)
    key = (office.data_dir / KEY_FILE).read_bytes()
    assert len(key) == 32
    assert mark == hmac.new(key, b"24185001234", hashlib.sha256).hexdigest()


def test_one_number_is_one_mark_however_it_is_typed(office: Settings) -> None:
    assert _load(office, NUMBER, EARLIER) == _load(office, "24 185.001 234", LATER)


def test_no_number_has_no_mark_and_makes_no_key(office: Settings) -> None:
    assert _load(office, "", EARLIER) is None
    assert not (office.data_dir / KEY_FILE).exists()


def test_the_number_is_in_no_file_but_the_original(office: Settings, capfd: pytest.CaptureFixture[str]) -> None:
    _load(office, NUMBER, EARLIER)
    held = [path.read_bytes() for path in office.data_dir.rglob("*") if path.is_file() and path.suffix != ".xlsx"]
    held.append(Path(office.database_url.removeprefix("sqlite:///")).read_bytes())
    assert len(held) > 1
    assert not any(NUMBER[1:].encode() in content for content in held)
    assert NUMBER[1:] not in "".join(capfd.readouterr())


def test_the_key_is_for_its_owner_alone_and_is_made_once(tmp_path: Path) -> None:
    first = Identities(tmp_path).mark("24185001234")
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert Identities(tmp_path).mark("24185001234") == first
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_a_backup_brings_the_key_back_and_the_other_one_stays_aside(office: Settings, tmp_path: Path) -> None:
    mark = _load(office, NUMBER, EARLIER)
    key = office.data_dir / KEY_FILE
    kept = key.read_bytes()
    assert dispatch.run("backup", [str(tmp_path / "sao-luu.zip")]) == 0
    key.write_bytes(b"another key of thirty-two octets")
    assert dispatch.run("restore", [str(tmp_path / "sao-luu.zip"), "--yes"]) == 0
    assert key.read_bytes() == kept
    assert key.stat().st_mode & 0o777 == 0o600
    (former,) = office.data_dir.glob("truoc-khi-phuc-hoi-*")
    assert (former / KEY_FILE).read_bytes() == b"another key of thirty-two octets"
    assert _load(office, NUMBER, LATER) == mark
