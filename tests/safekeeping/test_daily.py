"""Daily backups: one a day, and after years seven days, four weeks and twelve months."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import dispatch
from safekeeping import daily
from safekeeping.errors import SafekeepingError
from settings import Settings

FIRST = date(2024, 1, 1)


def test_after_three_years_of_days() -> None:
    days: set[date] = set()
    for number in range(3 * 365):
        days = daily.kept(days | {FIRST + timedelta(days=number)})
    last = FIRST + timedelta(days=3 * 365 - 1)
    assert {last - timedelta(days=back) for back in range(7)} <= days
    assert len({day.isocalendar()[:2] for day in days if last - day < timedelta(days=28)}) == 4
    assert len({(day.year, day.month) for day in days}) == 12
    assert len(days) <= 7 + 4 + 12


@given(st.sets(st.dates(FIRST, date(2027, 12, 31)), min_size=1))
def test_the_newest_stay_and_no_more_than_the_rule_has(days: set[date]) -> None:
    kept = daily.kept(days)
    assert kept <= days
    assert set(sorted(days)[-7:]) <= kept
    assert len(kept) <= 23
    assert daily.kept(kept) == kept


def test_one_a_day_and_no_other_file_is_touched(sqlite_data: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "sao-luu"
    folder.mkdir()
    others = {"sao-luu-2020-01-01.zip.txt", "ghi-chu.zip", "sao-luu-2020-13-45.zip"}
    old = {f"sao-luu-{(FIRST + timedelta(days=number)).isoformat()}.zip" for number in range(20)}
    for name in others | old:
        (folder / name).write_bytes(b"")
    today = FIRST + timedelta(days=20)
    assert daily.make(sqlite_data, folder, today) == folder / "sao-luu-2024-01-21.zip"
    assert daily.make(sqlite_data, folder, today) is None
    left = {path.name for path in folder.iterdir()}
    assert others <= left
    assert len(left - others) == 9  # seven days, of which one is its week's last, and the last of two weeks before


def test_after_a_clock_went_back_a_year_the_new_backup_stays(sqlite_data: Settings, tmp_path: Path) -> None:
    for number in range(365):
        (tmp_path / f"sao-luu-{(FIRST + timedelta(days=number)).isoformat()}.zip").write_bytes(b"")
    made = daily.make(sqlite_data, tmp_path, FIRST - timedelta(days=40))
    assert made is not None
    assert made.exists()
    assert daily.make(sqlite_data, tmp_path, FIRST - timedelta(days=40)) is None


def test_where_none_could_be_written_no_older_one_goes(sqlite_data: Settings, tmp_path: Path) -> None:
    old = [tmp_path / f"sao-luu-{(FIRST + timedelta(days=number)).isoformat()}.zip" for number in range(30)]
    for path in old:
        path.write_bytes(b"")
    path = Path(sqlite_data.database_url.removeprefix("sqlite:///"))
    path.rename(path.with_suffix(".away"))
    with pytest.raises(SafekeepingError):
        daily.make(sqlite_data, tmp_path, date(2024, 3, 1))
    assert all(each.exists() for each in old)


def test_the_machines_own_timer_keeps_by_the_same_rule(
    sqlite_data: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sqlite_data.data_dir
    for words in ("Đã sao lưu vào", "Bản sao lưu của hôm nay đã có."):
        assert dispatch.run("backup", ["--daily", str(tmp_path / "sao-luu")]) == 0
        assert words in capsys.readouterr().out
    (path,) = (tmp_path / "sao-luu").iterdir()
    assert daily.day_of(path) is not None
