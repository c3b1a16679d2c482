"""The time of keeping: told first, then what is over goes and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

import database
from access import erasing, events, recorded
from etl import originals, pipeline, retention
from etl.records import LoadOptions, SourceFile
from models import Erasure, Event, ImportFile, Staff
from safekeeping import checking
from settings import Settings, from_environment
from tests.commands.conftest import Tell, tell
from tests.rosters import people, roster

__all__ = ["tell"]
DAY = date(2023, 12, 31)
UNIT = "Phường Đáp Cầu"


@pytest.fixture
def settings(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Two loads of a ward, the first undone."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    for number in (3, 4):
        file = SourceFile(f"{number}.xlsx", roster(people(number, UNIT), DAY))
        assert pipeline.load(sqlite_url, [file], LoadOptions()).status == "loaded"
    pipeline.undo(sqlite_url, 1, "lan")
    return from_environment()


def test_without_a_choice_everything_is_kept(settings: Settings, tell: Tell) -> None:
    assert erasing.retain(settings, date(2999, 1, 1)) == []
    status, out, err = tell("retain")
    assert (status, err) == (0, "")
    assert "giữ mãi" in out


def test_an_undone_import_goes_when_its_days_are_over_and_not_within_the_notice(settings: Settings) -> None:
    recorded.save_settings(settings.database_url, {retention.UNDONE: "30"})
    today = retention.today()
    (due,) = erasing.coming(settings.database_url)
    assert (due.import_id, due.file_id, due.on) == (1, None, today + timedelta(days=30))
    assert erasing.retain(settings, today + timedelta(days=29)) == []
    assert erasing.retain(settings, today + timedelta(days=30)) == [due]
    with database.reading(settings.database_url) as connection:
        assert len(connection.scalars(select(Staff.id)).all()) == 4
        assert [row.kind for row in connection.execute(select(Erasure.kind))] == ["import"]
        assert connection.scalars(select(Event.subject).where(Event.act == "erasure")).all() == ["Lần nạp số 1"]
    assert erasing.coming(settings.database_url) == []


def test_a_new_choice_gives_a_week_of_notice(settings: Settings, tell: Tell) -> None:
    recorded.save_settings(settings.database_url, {retention.UNDONE: "1", retention.ORIGINALS: "1"})
    days = {due.on for due in erasing.coming(settings.database_url)}
    assert days == {retention.today() + timedelta(days=7)}
    status, out, _ = tell("retain")
    assert status == 0
    assert out.count("sẽ xóa: ") == 2
    with database.reading(settings.database_url) as connection:
        assert len(connection.scalars(select(Staff.id)).all()) == 7
    recorded.save_settings(settings.database_url, {retention.UNDONE: "1", "office_name": "Sở"})
    assert {due.on for due in erasing.coming(settings.database_url)} == days


def test_an_original_goes_and_the_people_stay(settings: Settings) -> None:
    recorded.save_settings(settings.database_url, {retention.ORIGINALS: "50"})
    erasing.retain(settings, retention.today() + timedelta(days=50))
    with database.reading(settings.database_url) as connection:
        assert len(connection.scalars(select(Staff.id)).all()) == 7
        for file in connection.execute(select(ImportFile.sha256, ImportFile.name)):
            assert originals.reader(settings.originals_dir, *file) is None
    assert all(finding.is_right for finding in checking.findings(settings, lambda *_: None))


def test_a_clock_that_runs_a_year_ahead_erases_nothing_until_a_week_later(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    recorded.save_settings(settings.database_url, {retention.UNDONE: "30", retention.ORIGINALS: "30"})
    today, ahead = retention.today(), datetime.now(UTC).replace(tzinfo=None) + timedelta(days=365)
    for later in (0, 1, 6):
        moment = ahead + timedelta(days=later)
        monkeypatch.setattr(events, "_now", lambda moment=moment: moment)
        monkeypatch.setattr(retention, "today", moment.date)
        _, out, _ = tell("retain")
        assert "Hãy xem lại ngày giờ của máy" in out
        assert f"từ ngày {ahead.date() + timedelta(days=7):%d/%m/%Y}" in out
    with database.reading(settings.database_url) as connection:
        assert connection.scalars(select(Erasure.kind)).all() == []
        assert events.newest(connection, "clock") == ahead
    assert erasing.held_until(settings.database_url, today) is None  # the clock was set right
    _, out, _ = tell("retain")
    assert erasing.retain(settings, (ahead + timedelta(days=7)).date())
