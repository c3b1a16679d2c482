"""`run` for real: an empty database, the demonstration rosters, a server that answers, an end without a trace."""

import socket
import urllib.request
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

import database
from commands import dispatch, run
from commands.run import load_demonstration
from etl import office, pipeline
from etl.records import LoadOptions, SourceFile
from models import Import, Roster, Staff
from settings import SAMPLES_DIR, from_environment
from tests.serving import free_port, serve


def _people(url: str) -> dict[date, int]:
    """Count the people on the current rosters, by date."""
    people = select(Roster.as_of, func.count().label("people")).join(Staff, Staff.roster_id == Roster.id)
    counted = people.where(Roster.is_current).group_by(Roster.as_of).order_by(Roster.as_of)
    with database.reading(url) as connection:
        return {row.as_of: row.people for row in connection.execute(counted)}


def _imports(url: str) -> list[bool]:
    with database.reading(url) as connection:
        return list(connection.scalars(select(Import.is_demo).order_by(Import.id)))


def _quiet(_text: str, _done: int, _total: int) -> None:
    pass


def _address_in_the_network() -> str:
    """Give this machine's address as others see it; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(("192.0.2.1", 9))
        return str(asking.getsockname()[0])


def test_a_first_run_fills_the_database_and_serves_on_this_machine_only(
    empty_sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve(empty_sqlite_url) as dashboard:
        with urllib.request.urlopen(dashboard.address, timeout=10) as page:  # noqa: S310  our own address
            assert page.status == 200
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((_address_in_the_network(), dashboard.port), timeout=5)
        people = _people(empty_sqlite_url)
        assert dispatch.run("run", ["--port", str(dashboard.port)]) == 3
        assert f"Cổng {dashboard.port} đang được một chương trình khác dùng" in capsys.readouterr().err
        status, sentences = dashboard.close()
    assert list(people) == [date(year, 12, 31) for year in range(2021, 2026)]
    assert people[date(2023, 12, 31)] == 2366
    assert status == 0
    assert sentences.endswith("Đã đóng bảng số liệu.\n")
    assert "Traceback" not in sentences
    log = Path(f"{empty_sqlite_url.removeprefix('sqlite:///')}-wal")  # we have the database open, so the file stays
    assert log.stat().st_size == 0


def test_a_port_or_an_address_that_cannot_be_had_is_told_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert dispatch.run("run", ["--port", str(other.getsockname()[1])]) == 3
    assert "chọn cổng khác" in capsys.readouterr().err
    assert dispatch.run("run", ["--address", "127.0.0.1.2", "--port", str(free_port())]) == 3
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.1", "thongke.example.vn", "127.0.0.1.example.vn"])  # noqa: S104
def test_no_address_that_other_machines_reach_is_served_without_accounts(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dispatch.run("run", ["--address", address, "--port", str(free_port())]) == 3
    assert f"Chưa mở được ở địa chỉ «{address}»" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("host", ["", "a b", "http://thongke.example.vn", "thongke.example.vn/x", "a@b"])
def test_what_is_no_name_of_a_server_is_wrong_words(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        dispatch.run("run", [f"--host={host}"])
    assert end.value.code == 2
    assert "không phải là tên máy chủ" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "65536", "-1", "tám"])
def test_what_is_no_port_is_wrong_words(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        dispatch.run("run", [f"--port={port}"])
    assert end.value.code == 2
    assert f"«{port}» không phải là số cổng" in capsys.readouterr().err


def test_demonstration_rosters_are_loaded_once(database_url: str) -> None:
    load_demonstration(database_url, SAMPLES_DIR, _quiet)
    people = _people(database_url)
    load_demonstration(database_url, SAMPLES_DIR, _quiet)
    assert _imports(database_url) == [True] * 5
    assert _people(database_url) == people


def test_an_office_of_another_province_has_no_demonstration(sqlite_url: str) -> None:
    settings = replace(from_environment(), database_url=sqlite_url)
    assert run.is_at_home(settings)
    assert run.is_at_home(replace(settings, province="Bắc Ninh"))
    assert not run.is_at_home(replace(settings, province="51"))
    office.save(sqlite_url, {"province": "51"})
    assert not run.is_at_home(settings)


def test_they_do_not_come_back_where_a_real_roster_was_loaded(sqlite_url: str) -> None:
    sample = next((SAMPLES_DIR / "2023-12-31").glob("*.xlsx"))
    report = pipeline.load(sqlite_url, [SourceFile("that.xlsx", sample.read_bytes())], LoadOptions())
    assert report.status == "loaded"
    load_demonstration(sqlite_url, SAMPLES_DIR, _quiet)
    assert _imports(sqlite_url) == [False]


def test_a_sample_that_cannot_be_read_is_told_and_the_others_are_loaded(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("2021-12-31", "2023-12-31"):
        (tmp_path / name).mkdir()
    (tmp_path / "2021-12-31" / "hỏng.xlsx").write_bytes(b"no workbook")
    good = next((SAMPLES_DIR / "2023-12-31").glob("*.xlsx"))
    (tmp_path / "2023-12-31" / good.name).write_bytes(good.read_bytes())
    load_demonstration(sqlite_url, tmp_path, _quiet)
    assert "hỏng.xlsx" in capsys.readouterr().err
    assert list(_people(sqlite_url)) == [date(2023, 12, 31)]
