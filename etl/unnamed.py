"""Originals that nothing names: a load that failed or was killed leaves them, and they hold people's data."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

import database
from etl import originals, waiting
from models import FigureImport, ImportFile, Upload, UploadFile
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
        for sha256, name in files:
            if not any(connection.scalar(each) for each in _names(sha256)):
                originals.remove(settings.originals_dir, sha256, name)


def _names(sha256: str) -> tuple[Any, ...]:
    still = select(UploadFile.id).join(Upload, UploadFile.upload_id == Upload.id)
    return (
        select(ImportFile.id).where(ImportFile.sha256 == sha256, ImportFile.released_at.is_(None)).limit(1),
        select(FigureImport.id).where(FigureImport.sha256 == sha256).limit(1),
        still.where(UploadFile.sha256 == sha256, Upload.status == waiting.WAITING).limit(1),
    )


def sweep(settings: Settings) -> int:
    """Remove the originals, older than a day, that nothing names; give how many went."""
    before = time.time() - _SECONDS_OF_A_LOAD
    old = [path for path in settings.originals_dir.glob("??/*") if path.stat().st_mtime < before]
    if not old:
        return 0
    with database.writing(settings.database_url) as connection:
        named = {originals.path_of(settings.originals_dir, *file).stem for file in named_files(connection)}
        gone = [path for path in old if path.stem not in named]
        for path in gone:
            path.unlink(missing_ok=True)
    return len(gone)


def named_files(connection: Connection, *conditions: Any) -> set[File]:
    """List the originals that imports name and keep; without conditions those of figures and waiting uploads, too."""
    query = select(ImportFile.sha256, ImportFile.name).where(ImportFile.released_at.is_(None), *conditions)
    named = {(row.sha256, row.name) for row in connection.execute(query)}
    if not conditions:
        figures = select(FigureImport.sha256, FigureImport.file)
        named |= {(row.sha256, row.file) for row in connection.execute(figures)} | waiting.named_files(connection)
    return named
