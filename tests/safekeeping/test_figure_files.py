"""Workbooks of figures are originals like rosters: they stand in a backup, and the check misses one that is gone."""

import zipfile
from pathlib import Path

import pytest

from etl.figures import pipeline
from etl.figures.records import FigureOptions
from reference.figures import QUOTAS
from settings import from_environment
from tests.commands.conftest import Tell, tell
from tests.etl.figures.workbooks import quotas, units

__all__ = ["tell"]


def test_a_workbook_of_quotas_is_kept(
    sqlite_url: str, tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    file = quotas([(units(1)[0], 32, 7, 9, 8)])
    pipeline.load(sqlite_url, QUOTAS, [file], FigureOptions(loaded_by="lan"))
    backup = tmp_path / "sao-luu.zip"
    assert tell("backup", str(backup))[0] == 0
    assert any(file.sha256 in name for name in zipfile.ZipFile(backup).namelist())
    assert tell("check")[0] == 0
    (kept,) = from_environment().originals_dir.rglob(f"{file.sha256}*")
    kept.unlink()
    assert tell("check")[0] == 1
