"""Backups and the way back: everything, tried, whole or not at all, and never from under a server."""

import json
import sqlite3
import zipfile
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

import database
from access import events
from commands import dispatch
from etl import office
from etl.identities import KEY_FILE
from migrations.prepare import prepare
from models import OfficeSetting
from safekeeping import backups, presence, restoring, snapshots
from settings import Settings
from tests.safekeeping.conftest import FILE, OTHER, load, original, state

_EXCHANGES: tuple[tuple[Any, str], ...] = ((restoring, "_replace_file"), (snapshots, "replace_postgresql"))
"""What puts a restored database into its place, of either kind."""
DAMAGES = ("cut", "byte", "hash", "lacking", "more", "outside", "newer", "text", "no database")


@pytest.fixture
def backup(sqlite_data: Settings, tmp_path: Path) -> Path:
    target = tmp_path / "sao-luu.zip"
    assert dispatch.run("backup", [str(target)]) == 0
    assert sqlite_data.data_dir.exists()
    return target


def test_all_comes_back_and_what_was_there_is_kept(
    data: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, target = data.database_url, tmp_path / "a" / "sao-luu.zip"
    assert dispatch.run("backup", [str(target)]) == 0
    assert target.stat().st_mode & 0o077 == 0
    load(url, OTHER)
    office.save(url, {"office_name": "Tên khác"})
    original(data).write_bytes(b"changed")
    assert dispatch.run("restore", [str(target), "--yes"]) == 0
    assert state(url) == (5, "Sở Nội vụ thử")
    assert original(data).read_bytes() == FILE.content
    with database.reading(url) as connection:
        assert events.events(connection)[0].subject == "Phục hồi bản sao lưu"
    assert dispatch.run("check", []) == 0
    (former,) = data.data_dir.glob("truoc-khi-phuc-hoi-*")
    assert str(former) in capsys.readouterr().out
    assert (former / "originals" / original(data).name).read_bytes() == b"changed"
    assert [path for path in former.iterdir() if path.is_file() and path.stat().st_size]
    load(url, OTHER)
    assert state(url)[0] == 14


def test_a_restoration_that_is_cut_off_after_the_exchange_is_an_event(
    data: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite the event comes with the file; on PostgreSQL a note does, which the next start writes down, once."""
    url, target = data.database_url, tmp_path / "sao-luu.zip"
    assert dispatch.run("backup", [str(target)]) == 0
    load(url, OTHER)
    replace = snapshots.replace_postgresql

    def cut_off(*words: Any) -> None:
        if len(words) > 1:
            replace(*words)
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "_sync", cut_off)
    monkeypatch.setattr(snapshots, "replace_postgresql", cut_off)
    with pytest.raises(KeyboardInterrupt):
        restoring.restore(data, target, lambda *_: None, prepare)
    assert state(url) == (5, "Sở Nội vụ thử")
    for _ in range(2):
        restoring.settle(url)
        with database.reading(url) as connection:
            assert [row.subject for row in events.events(connection)][:1] == ["Phục hồi bản sao lưu"]
            assert events.count(connection) == 1
            assert events.broken_at(connection) is None


@pytest.mark.parametrize("is_exchanged", [False, True])
def test_a_restoration_that_is_cut_off_leaves_the_key_of_the_database_that_is_there(
    data: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_exchanged: bool
) -> None:
    """Marks of identity numbers fit the key that they were made with, and no other office's."""
    key, target = data.data_dir / KEY_FILE, tmp_path / "sao-luu.zip"
    keys = {False: b"the key of this house, 32 octets", True: b"the key of the other, 32 octets."}
    key.write_bytes(keys[True])
    assert dispatch.run("backup", [str(target)]) == 0
    key.write_bytes(keys[False])
    load(data.database_url, OTHER)
    exchanges = {name: getattr(holder, name) for holder, name in _EXCHANGES}

    def cut_off(name: str, *words: Any) -> None:
        if is_exchanged:
            exchanges[name](*words)
        raise KeyboardInterrupt

    for holder, name in _EXCHANGES:
        monkeypatch.setattr(holder, name, partial(cut_off, name))
    with pytest.raises(KeyboardInterrupt):
        restoring.restore(data, target, lambda *_: None, prepare)
    assert state(data.database_url)[0] == (5 if is_exchanged else 14)
    assert dispatch.run("check", []) == 0
    assert key.read_bytes() == keys[is_exchanged]
    assert [path.name for path in data.data_dir.glob(f"{KEY_FILE}*")] == [KEY_FILE]


def test_the_former_database_is_whole(sqlite_data: Settings, backup: Path) -> None:
    load(sqlite_data.database_url, OTHER)
    assert dispatch.run("restore", [str(backup), "--yes"]) == 0
    (former,) = sqlite_data.data_dir.glob("truoc-khi-phuc-hoi-*")
    assert state(f"sqlite:///{(former / 'test.db').as_posix()}") == (14, "Sở Nội vụ thử")


def test_a_backup_is_made_while_somebody_writes(data: Settings, tmp_path: Path) -> None:
    with database.writing(data.database_url) as connection:
        connection.execute(insert(OfficeSetting).values(key="meanwhile", value="x"))
        assert dispatch.run("backup", [str(tmp_path / "a.zip")]) == 0
    assert dispatch.run("check", ["--backup", str(tmp_path / "a.zip")]) == 0


def test_a_backup_leaves_a_disk_that_takes_nothing_more(sqlite_data: Settings, tmp_path: Path) -> None:
    """Just then somebody wants a copy elsewhere; a folder in the place of SQLite's log stands for the full disk."""
    database.close(sqlite_data.database_url)
    Path(f"{sqlite_data.database_url.removeprefix('sqlite:///')}-wal").mkdir()
    backups.write(sqlite_data, tmp_path / "elsewhere" / "sao-luu.zip", lambda *_: None)
    assert (tmp_path / "elsewhere" / "sao-luu.zip").is_file()


def test_a_backup_does_not_take_the_place_of_another(backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = backup.read_bytes()
    assert dispatch.run("backup", [str(backup)]) == 3
    assert "để không ghi đè bản sao lưu cũ" in capsys.readouterr().err
    assert backup.read_bytes() == before
    assert not [path for path in backup.parent.iterdir() if path.name.startswith(".sao-luu-")]


def damage(backup: Path, how: str) -> None:
    """Write the backup anew with one thing wrong in it."""
    with zipfile.ZipFile(backup) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files["manifest.json"])
    first = next(name for name in files if name.startswith("originals/"))
    match how:
        case "hash":
            files[first] += b"x"
        case "lacking":
            del files[first]
        case "more":
            files["originals/more.txt"] = b""
        case "outside":
            files["../outside"] = files.pop(first)
            manifest["files"]["../outside"] = manifest["files"].pop(first)
        case "newer":
            manifest["revision"] = "9999"
        case "no database":
            del files["database.sqlite"], manifest["files"]["database.sqlite"]
    files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    content = backup.read_bytes()
    match how:
        case "cut":
            backup.write_bytes(content[: len(content) // 2])
        case "byte":
            place = content.index(b"SQLite format 3") + 5000
            backup.write_bytes(content[:place] + bytes([content[place] ^ 255]) + content[place + 1 :])
        case "text":
            backup.write_bytes(b"no archive")


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_backup_restores_nothing(
    sqlite_data: Settings, backup: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(backup, how)
    load(sqlite_data.database_url, OTHER)
    assert dispatch.run("restore", [str(backup), "--yes"]) == 3
    assert "ản sao lưu" in capsys.readouterr().err
    assert state(sqlite_data.database_url) == (14, "Sở Nội vụ thử")
    assert not list(sqlite_data.data_dir.glob("truoc-khi-phuc-hoi-*"))
    assert not (backup.parent / "outside").exists()
    if how != "newer":
        assert dispatch.run("check", ["--backup", str(backup)]) == 1


def test_nothing_is_restored_without_consent_from_nowhere_or_into_another_kind(
    backup: Path, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dispatch.run("restore", [str(backup)]) == 3
    assert "--yes" in capsys.readouterr().err
    assert dispatch.run("restore", [str(backup.with_name("gone.zip")), "--yes"]) == 3
    assert "Không có tệp" in capsys.readouterr().err
    assert dispatch.run("restore", [str(backup), "--yes", "--database", postgres_url]) == 3
    assert "còn nơi phục hồi là PostgreSQL" in capsys.readouterr().err


def test_no_database_is_pulled_away_from_under_a_server(
    data: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "a.zip"
    assert dispatch.run("backup", [str(target)]) == 0
    url = data.database_url
    if url.startswith("sqlite"):
        with presence.serving(url):
            assert dispatch.run("restore", [str(target), "--yes"]) == 3
        path = url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path)) as other:
            other.execute("SELECT count(*) FROM staff").fetchall()
            assert dispatch.run("restore", [str(target), "--yes"]) == 3
    else:
        with database.reading(f"{url}{'&' if '?' in url else '?'}application_name=other") as other_server:
            other_server.exec_driver_sql("SELECT 1")
            assert dispatch.run("restore", [str(target), "--yes"]) == 3
    assert "đang dùng cơ sở dữ liệu này" in capsys.readouterr().err
    assert not list(data.data_dir.glob("truoc-khi-phuc-hoi-*"))
    assert state(url)[0] == 5


def test_a_broken_database_is_replaced_and_kept(sqlite_data: Settings, backup: Path) -> None:
    database.engine_for(sqlite_data.database_url).dispose()
    path = Path(sqlite_data.database_url.removeprefix("sqlite:///"))
    path.write_bytes(b"broken" * 1000)
    assert dispatch.run("restore", [str(backup), "--yes"]) == 0
    assert state(sqlite_data.database_url)[0] == 5
    (former,) = sqlite_data.data_dir.glob("truoc-khi-phuc-hoi-*")
    assert (former / path.name).read_bytes() == b"broken" * 1000


def test_it_restores_on_a_new_machine(backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKFORCE_DATA_DIR", str(tmp_path / "new"))
    monkeypatch.delenv("DATABASE_URL")
    assert dispatch.run("restore", [str(backup), "--yes"]) == 0
    assert dispatch.run("check", []) == 0
    assert state(f"sqlite:///{(tmp_path / 'new' / 'workforce.db').as_posix()}") == (5, "Sở Nội vụ thử")


def test_there_is_nothing_to_back_up_or_check_without_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORKFORCE_DATA_DIR", str(tmp_path / "new"))
    assert dispatch.run("backup", [str(tmp_path / "a.zip")]) == 3
    assert dispatch.run("check", []) == 3
    assert capsys.readouterr().err.count("Chưa có cơ sở dữ liệu") == 2
    assert not (tmp_path / "a.zip").exists()
    assert not (tmp_path / "new").exists()


def test_a_missing_original_does_not_keep_the_rest_from_being_saved(
    sqlite_data: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    original(sqlite_data).unlink()
    assert dispatch.run("backup", [str(tmp_path / "a.zip")]) == 0
    assert "1 tệp gốc không còn hoặc đã bị thay đổi" in capsys.readouterr().err
    assert dispatch.run("restore", [str(tmp_path / "a.zip"), "--yes"]) == 0
