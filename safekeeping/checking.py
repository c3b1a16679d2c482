"""The check of what is there: the database page by page, each original against its hash, the register of units."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, distinct, func, inspect, select, union
from sqlalchemy.exc import DBAPIError

import database
import sealing
from access import events
from etl import originals, waiting
from etl.reference_tables import is_in_step
from migrations.upgrade import revision_of, revisions
from models import Base, FigureImport, Import, ImportFile, Staff
from reference.vietnamese import number
from safekeeping import snapshots
from safekeeping.backups import Progress
from schema.completeness import lacking
from settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence on one thing that was checked; `is_right`: as it should be."""

    is_right: bool
    sentence: str


def findings(settings: Settings, progress: Progress) -> Iterator[Finding]:
    """Check everything and change nothing; goes on after a fault where anything can still be read."""
    progress("Đang kiểm tra cơ sở dữ liệu", 0, 1)
    yield from _database(settings.database_url)
    try:
        with database.reading(settings.database_url) as connection:
            yield from _revision(connection)
            yield from _register(connection)
            yield from _chain(connection)
            of_people = select(ImportFile.sha256, ImportFile.name).where(ImportFile.released_at.is_(None))
            rows = connection.execute(union(of_people, select(FigureImport.sha256, FigureImport.file)))
            waits = waiting.named_files(connection) if inspect(connection).has_table("uploads") else set()
            files = sorted({(row.sha256, row.name) for row in rows} | waits)
    except DBAPIError as error:
        yield Finding(False, database.trouble(error) or "Không đọc được danh sách các tệp đã nạp.")
        return
    yield from _originals(settings.originals_dir, files, progress)


def _database(url: str) -> Iterator[Finding]:
    try:
        with database.reading(url) as connection:
            faults = _faults(connection)
            imports = 0 if faults else connection.scalar(select(func.count(distinct(Import.id)))) or 0
            people = 0 if faults else connection.scalar(select(func.count()).select_from(Staff)) or 0
    except (DBAPIError, sqlite3.Error) as error:
        yield Finding(False, database.trouble(error) or "Cơ sở dữ liệu chưa có bảng nào của chương trình.")
        return
    yield from (Finding(False, f"Cơ sở dữ liệu có lỗi: {fault}") for fault in faults)
    if not faults:
        yield Finding(True, f"Cơ sở dữ liệu nguyên vẹn: {number(imports)} lần nạp, {number(people)} dòng người.")


def _faults(connection: Connection) -> list[str]:
    """List what SQLite finds wrong; PostgreSQL is asked to read each table, and says itself where it cannot."""
    if connection.dialect.name == snapshots.SQLITE:
        rows = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check(20)")]
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all() if rows == ["ok"] else []
        return [row for row in rows if row != "ok"] + [f"dòng mồ côi trong bảng {row[0]}" for row in broken[:20]]
    there = set(inspect(connection).get_table_names())
    for table in Base.metadata.sorted_tables:
        if table.name in there:
            connection.execute(select(func.count()).select_from(table))
    return []


def _chain(connection: Connection) -> Iterator[Finding]:
    """Check that no event was changed, left out or put in."""
    if not inspect(connection).has_table("events"):
        return
    broken = events.broken_at(connection)
    if broken is not None:
        yield Finding(False, f"Nhật ký sự kiện bị sửa hoặc thiếu từ sự kiện số {broken}.")
    else:
        yield Finding(True, f"Nhật ký sự kiện liền mạch: {number(events.count(connection))} sự kiện.")


def _revision(connection: Connection) -> Iterator[Finding]:
    revision = revision_of(connection)
    if revision not in revisions():
        yield Finding(False, f"Cơ sở dữ liệu ở mức {revision}, bản chương trình này chưa biết.")
    elif revision == revisions()[-1]:
        absent = list(lacking(connection, Base.metadata))
        if absent:
            yield Finding(False, f"Cơ sở dữ liệu thiếu bảng hoặc cột: {', '.join(absent)}. Hãy phục hồi bản sao lưu.")
    else:
        yield Finding(True, f"Cơ sở dữ liệu ở mức {revision}; sẽ được nâng lên {revisions()[-1]} khi chạy lệnh khác.")


def _register(connection: Connection) -> Iterator[Finding]:
    if is_in_step(connection):
        yield Finding(True, "Danh mục đơn vị và bảng mã khớp với data/reference.")
    else:
        yield Finding(True, "Danh mục trong cơ sở dữ liệu cũ hơn data/reference; sẽ được cập nhật khi chạy lệnh khác.")


def _originals(folder: Path, files: list[tuple[str, str]], progress: Progress) -> Iterator[Finding]:
    faults = 0
    for done, (sha256, name) in enumerate(files):
        progress("Đang kiểm tra các tệp gốc", done, len(files))
        path = originals.path_of(folder, sha256, name)
        fault = _fault(path, sha256)
        if fault:
            faults += 1
            yield Finding(False, f"Tệp gốc «{name}» {fault} ({path}). Hãy phục hồi từ bản sao lưu.")
    progress("Đang kiểm tra các tệp gốc", len(files), len(files))
    if not faults:
        yield Finding(True, f"Đủ {number(len(files))} tệp gốc, đúng mã SHA-256.")


def _fault(path: Path, sha256: str) -> str:
    """Say what is wrong with an original; empty: nothing."""
    try:
        return "" if sealing.digest(path) == sha256 else "đã bị thay đổi"
    except sealing.SealedError as error:
        return f"không mở được. {error} Tệp"
    except FileNotFoundError:
        return "không còn"
    except OSError:
        return "không đọc được"
