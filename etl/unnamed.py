"""Originals that nothing names: a load that failed or was killed leaves them, and they hold people's data."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

import database
from etl import originals, waiting
from models import FigureImport, ImportFile
from settings import Settings

_SECONDS_OF_A_LOAD = 86_400.0
"""A file that nothing names may be a load's that is at work; after a day it is none."""

File = tuple[str, str]
"""SHA-256 and name."""


@contextmanager
def removed_on_failure(url: str, settings: Settings, files: Iterable[File]) -> Iterator[None]:
    """Remove the files that nothing names where the block fails, as far as the trouble leaves room for it."""
    try:
        yield
    except BaseException:
        with suppress(SQLAlchemyError, OSError):
            remove_files(url, settings, files)
        raise


def remove_files(url: str, settings: Settings, files: Iterable[File]) -> None:
    """Remove files that nothing names any more; killed before, they are left until `sweep`.

    Under the write lock: no load names one of them between the question and the removal.
    """
    with database.writing(url) as connection:
        kept = _paths(settings, named_files(connection))
        for file in files:
            if originals.path_of(settings.originals_dir, *file) not in kept:
                originals.remove(settings.originals_dir, *file)


def sweep(settings: Settings) -> int:
    """Remove the originals, older than a day, that nothing names; give how many went."""
    before = time.time() - _SECONDS_OF_A_LOAD
    old = {path for path in settings.originals_dir.glob("??/*") if path.stat().st_mtime < before}
    if not old:
        return 0
    with database.writing(settings.database_url) as connection:
        gone = old - _paths(settings, named_files(connection))
        for path in gone:
            path.unlink(missing_ok=True)
    return len(gone)


def _paths(settings: Settings, files: Iterable[File]) -> set[Path]:
    """Give the places of files; the same bytes under two endings are two files."""
    return {originals.path_of(settings.originals_dir, *file) for file in files}


def named_files(connection: Connection, *conditions: Any) -> set[File]:
    """List the originals that imports name and keep; without conditions those of figures and waiting uploads, too."""
    query = select(ImportFile.sha256, ImportFile.name).where(ImportFile.released_at.is_(None), *conditions)
    named = {(row.sha256, row.name) for row in connection.execute(query)}
    if not conditions:
        figures = select(FigureImport.sha256, FigureImport.file)
        named |= {(row.sha256, row.file) for row in connection.execute(figures)} | waiting.named_files(connection)
    return named
