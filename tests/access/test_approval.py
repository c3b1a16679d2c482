"""Uploads of communes that wait: no figure changes before somebody else of the province approves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

import database
from access import erasing, recorded
from access.actors import NotAllowedError, Role
from etl import office
from etl.erasing import Person
from etl.problems import Refused
from etl.records import LoadReport
from models import Import, Staff
from safekeeping import backups, checking
from settings import Settings, from_environment
from stats import queries
from stats.scope import EVERYBODY, Scope
from tests.access.test_recorded import DAY, OTHER, OWN, acts, file_of, load, somebody


@pytest.fixture
def settings(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DATABASE_URL", database_url)
    office.save(database_url, {"approval": "communes"})
    return from_environment()


def people(settings: Settings) -> int:
    with database.reading(settings.database_url) as connection:
        return connection.scalar(select(func.count()).select_from(Staff)) or 0


def send(settings: Settings, *units: str, first: int = 0) -> int:
    with somebody(Role.UPLOADER, OWN.code):
        report = load(settings.database_url, file_of(*(units or (OWN.name,)), first=first))
    assert report.status == "waiting", report.problems
    return report.import_id or 0


def approve(settings: Settings, number: int, *, dry_run: bool = False) -> LoadReport:
    return recorded.approval(settings.database_url, number, lambda *_: None, settings, dry_run=dry_run)


def statuses(settings: Settings, scope: Scope = EVERYBODY) -> dict[int, tuple[str, str | None, str]]:
    with database.reading(settings.database_url) as connection:
        return {row.id: (row.status, row.decided_by, row.reason) for row in queries.uploads(connection, scope)}


def kept(settings: Settings) -> list[Path]:
    return [path for path in settings.originals_dir.rglob("*.*") if path.is_file()]


def test_nothing_counts_before_somebody_else_approves(settings: Settings) -> None:
    url = settings.database_url
    load(url, file_of(OWN.name, first=7))
    number = send(settings)
    assert people(settings) == 3
    assert send(settings) == number
    trial = approve(settings, number, dry_run=True)
    assert [(each.code, each.before, each.after) for each in trial.changes] == [(OWN.code, 3, 3)]
    assert people(settings) == 3
    report = approve(settings, number)
    with database.reading(url) as connection:
        row = connection.execute(select(Import.as_of, Import.loaded_by).where(Import.id == report.import_id)).one()
    assert (people(settings), tuple(row)) == (6, (DAY, "hoa"))
    assert statuses(settings)[number][0] == "approved"
    assert [(act, by) for act, by, _ in acts(url)][-2:] == [("upload", "hoa"), ("approval", acts(url)[-1][1])]
    assert acts(url)[-1][1] != "hoa"
    assert all(finding.is_right for finding in checking.findings(settings, lambda *_: None))
    for again in (lambda: approve(settings, number), lambda: recorded.refuse(url, number, "muộn", settings)):
        with pytest.raises(NotAllowedError):
            again()
    with somebody(Role.UPLOADER, OWN.code), pytest.raises(NotAllowedError, match="duyệt"):
        recorded.undo(url, report.import_id or 0)


def test_who_sent_it_cannot_approve_it_whatever_they_became(settings: Settings) -> None:
    number = send(settings)
    for role, places in ((Role.UPLOADER, (OWN.code,)), (Role.UPLOADER, ()), (Role.ADMIN, ()), (Role.VIEWER, ())):
        with somebody(role, *places), pytest.raises(NotAllowedError):
            approve(settings, number)
    assert people(settings) == 0


def test_a_refusal_has_a_reason_and_leaves_no_file(settings: Settings) -> None:
    url, number = settings.database_url, send(settings)
    assert len(kept(settings)) == 1
    with pytest.raises(NotAllowedError):
        recorded.refuse(url, number, "  ", settings)
    recorded.refuse(url, number, "Thiếu người", settings)
    status, by, reason = statuses(settings)[number]
    assert (status, reason, bool(by)) == ("refused", "Thiếu người", True)
    assert (kept(settings), people(settings)) == ([], 0)


def test_only_the_sender_takes_an_upload_back(settings: Settings) -> None:
    url, number = settings.database_url, send(settings)
    with pytest.raises(NotAllowedError):
        recorded.withdraw(url, number, settings)
    with somebody(Role.UPLOADER, OWN.code):
        recorded.withdraw(url, number, settings)
    assert statuses(settings)[number][0] == "withdrawn"
    assert kept(settings) == []


def test_a_file_that_was_loaded_too_is_kept_when_its_upload_is_refused(settings: Settings) -> None:
    number = send(settings)
    load(settings.database_url, file_of(OWN.name))
    recorded.refuse(settings.database_url, number, "đã nạp", settings)
    assert len(kept(settings)) == 1


def test_a_decision_made_while_an_approval_reads_wins_and_leaves_nothing(settings: Settings) -> None:
    url, number = settings.database_url, send(settings)

    def refused_meanwhile(what: str, *_: int) -> None:
        if what.startswith("Đang ghi") and statuses(settings)[number][0] == "waiting":
            recorded.refuse(url, number, "Nhầm", settings)

    with pytest.raises(NotAllowedError, match="đã được duyệt hoặc từ chối"):
        recorded.approval(url, number, refused_meanwhile, settings, dry_run=False)
    assert (people(settings), kept(settings), statuses(settings)[number][0]) == (0, [], "refused")


def test_other_communes_see_nothing_of_it(settings: Settings) -> None:
    number = send(settings)
    assert set(statuses(settings, Scope(frozenset({OWN.code})))) == {number}
    assert set(statuses(settings, Scope(frozenset({OWN.parent_code or ""})))) == {number}
    assert not statuses(settings, Scope(frozenset({OTHER.code})))
    with somebody(Role.UPLOADER, OWN.code):
        report = load(settings.database_url, file_of(OTHER.name))
    assert (report.status, len(statuses(settings))) == ("refused", 1)


def test_without_the_setting_a_commune_loads_at_once(settings: Settings) -> None:
    office.save(settings.database_url, {"approval": ""})
    with somebody(Role.UPLOADER, OWN.code):
        assert load(settings.database_url, file_of(OWN.name)).status == "loaded"


def test_a_province_loads_at_once(settings: Settings) -> None:
    with somebody(Role.UPLOADER):
        assert load(settings.database_url, file_of(OWN.name)).status == "loaded"


def test_an_account_has_a_limited_number_of_uploads(settings: Settings) -> None:
    for first in range(20):
        send(settings, first=first)
    with somebody(Role.UPLOADER, OWN.code):
        report = load(settings.database_url, file_of(OWN.name, first=30))
    assert (report.status, [each.code for each in report.problems]) == ("refused", ["too_many_waiting"])
    assert len(kept(settings)) == 20


def test_a_backup_and_the_check_know_its_files(settings: Settings, tmp_path: Path) -> None:
    send(settings)
    if settings.database_url.startswith("sqlite"):
        manifest = backups.write(settings, tmp_path / "b.zip", lambda *_: None)
        assert [name for name in manifest.files if name.startswith("originals/")]
    (path,) = kept(settings)
    path.unlink()
    assert any(not finding.is_right for finding in checking.findings(settings, lambda *_: None))
    with pytest.raises(NotAllowedError, match="không còn"):
        approve(settings, 1)


def test_nobody_is_erased_while_an_upload_may_hold_them(settings: Settings) -> None:
    url, number = settings.database_url, send(settings)
    load(url, file_of(OTHER.name, first=9))
    who = Person(OWN.code, "Nguyễn Thị Bưởi 0", "1975-03-01")
    acts: list[Callable[[], object]] = [
        lambda: erasing.person(settings, who, everywhere=False, reason=""),
        lambda: erasing.whole_date(settings, DAY, reason=""),
    ]
    for act in acts:
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.problem.code == "upload_still_waits"
    approve(settings, number)
    for act in acts:
        act()
    assert (people(settings), kept(settings)) == (0, [])
