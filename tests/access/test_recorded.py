"""The acts of the write side as somebody does them, on real databases: their own places alone, and written down."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache

import pytest
from sqlalchemy import func, select

import database
import reference
from access import events, recorded, users
from access.actors import Actor, NotAllowedError, Role
from access.users import Presence
from dissemination import publishing
from etl.records import LoadOptions, LoadReport, SourceFile
from models import Import
from settings import ROOT
from stats import queries
from stats.scope import EVERYBODY, Scope
from tests.access import dying_process
from tests.rosters import people, roster

DAY = date(2023, 12, 31)
OWN, OTHER = reference.communes_on(DAY, "24")[0], reference.communes_on(DAY, "24")[40]


@contextmanager
def somebody(role: Role, *places: str) -> Iterator[None]:
    actor = Actor("hoa", frozenset({role}), Scope(frozenset(places) or None), account=1)
    with users.acting(Presence(actor, "10.0.0.7")):
        yield


@cache  # a workbook that is made in another second has other bytes
def file_of(*units: str, first: int = 0) -> SourceFile:
    rows = [row for unit in units for row in people(3, unit, first)]
    return SourceFile(f"{len(units)}-{first}.xlsx", roster(rows, DAY))


def load(url: str, *files: SourceFile, dry_run: bool = False) -> LoadReport:
    options = LoadOptions(dry_run=dry_run, accept=True)
    return recorded.load(url, files, options, lambda *_: None)


def imports(url: str) -> int:
    with database.reading(url) as connection:
        return connection.scalar(select(func.count(Import.id))) or 0


def acts(url: str) -> list[tuple[str, str, str]]:
    with database.reading(url) as connection:
        assert events.broken_at(connection) is None
        return [(row.act, row.by, row.subject) for row in reversed(events.events(connection))]


@pytest.mark.parametrize("act", dying_process.ACTS)
def test_an_act_and_its_event_stand_both_or_neither(sqlite_url: str, act: str) -> None:
    """The power goes at the end of the act's transaction: what it did is among the events."""
    load(sqlite_url, file_of(OTHER.name))
    before = acts(sqlite_url)
    command = [sys.executable, "-X", "utf8", "-m", "tests.access.dying_process", sqlite_url, act]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert process.returncode == 9, process.stderr
    assert [kind for kind, _, _ in acts(sqlite_url)[len(before) :]] == [act]


def test_a_clerk_loads_their_own_commune(database_url: str) -> None:
    for places in ((OWN.code,), (OWN.parent_code or "",)):
        with somebody(Role.UPLOADER, *places):
            report = load(database_url, file_of(OWN.name, first=len(places[0])))
            assert report.status == "loaded", report.problems
            recorded.undo(database_url, report.import_id or 0)
    assert [act for act, _, _ in acts(database_url)] == ["load", "undo"] * 2


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_clerk_learns_nothing_of_another_commune_by_loading_for_it(sqlite_url: str, *, dry_run: bool) -> None:
    load(sqlite_url, file_of(OTHER.name))
    for units in ((OTHER.name,), (OWN.name, OTHER.name)):
        with somebody(Role.UPLOADER, OWN.code):
            report = load(sqlite_url, file_of(*units, first=5), dry_run=dry_run)
        assert report.status == "refused"
        assert [problem.code for problem in report.problems] == ["unit_not_allowed"]
        assert (report.changes, report.pictures, report.questions) == ([], [], [])
    assert imports(sqlite_url) == 1


def test_a_clerk_takes_back_their_own_loads_alone(sqlite_url: str) -> None:
    own, both, other = (
        load(sqlite_url, file_of(*units)).import_id or 0
        for units in ((OWN.name,), (OWN.name, OTHER.name, OWN.name), (OTHER.name,))
    )
    with somebody(Role.UPLOADER, OWN.code):
        for import_id in (both, other, 10_000):
            with pytest.raises(NotAllowedError):
                recorded.undo(sqlite_url, import_id)
        recorded.undo(sqlite_url, own)
    with database.reading(sqlite_url) as connection:
        undone = [row.id for row in queries.imports(connection, scope=EVERYBODY) if row.undone_at]
    assert undone == [own]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PEOPLE, Role.PUBLISHER])
def test_who_does_not_load_changes_nothing(sqlite_url: str, role: Role) -> None:
    with somebody(role):
        for act in (
            lambda: load(sqlite_url, file_of(OWN.name)),
            lambda: recorded.undo(sqlite_url, 1),
            lambda: recorded.forget_spelling(sqlite_url, "it", "x", DAY),  # type: ignore[arg-type]
            lambda: recorded.save_settings(sqlite_url, {"rounding": "cut"}),
            lambda: recorded.forget_boundaries(sqlite_url),
        ):
            with pytest.raises(NotAllowedError):
                act()
    assert imports(sqlite_url) == 0
    assert acts(sqlite_url) == []


def test_who_does_not_publish_withdraws_nothing(sqlite_url: str) -> None:
    for role, places in ((Role.UPLOADER, ()), (Role.VIEWER, ()), (Role.PUBLISHER, (OWN.code,))):
        with somebody(role, *places):
            for act in (
                lambda: publishing.withdraw(sqlite_url, 1, "lý do"),
                lambda: publishing.restore(sqlite_url, 1),
                lambda: recorded.save_settings(sqlite_url, {"public_url": "https://evil.example"}),
            ):
                with pytest.raises(NotAllowedError):
                    act()


def test_answers_are_everybodys_and_not_a_communes(sqlite_url: str) -> None:
    with somebody(Role.UPLOADER, OWN.code):
        assert "cả tỉnh" in recorded.learn_spellings(sqlite_url, [], DAY, "24").refused


def test_settings_are_told_with_their_old_and_new_value(database_url: str) -> None:
    recorded.save_settings(database_url, {"rounding": "cut", "office_name": "Sở"})
    recorded.save_settings(database_url, {"rounding": "half_up", "office_name": "Sở"})
    with database.reading(database_url) as connection:
        rows = [(row.subject, json.loads(row.details)) for row in reversed(events.events(connection))]
    assert rows == [
        ("rounding", {"cũ": "", "mới": "cut"}),
        ("office_name", {"cũ": "", "mới": "Sở"}),
        ("rounding", {"cũ": "cut", "mới": "half_up"}),
    ]
