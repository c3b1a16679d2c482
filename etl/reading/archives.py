"""Workbooks inside a .zip."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from etl.problems import Problem, Refused, problem
from etl.reading.formats import UNPACKING_ERRORS, kind_of, unpacked
from etl.records import SourceFile
from settings import Settings

_WORKBOOK_ENDINGS = {".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt"}
_WEB_ENDINGS = {".mht", ".mhtml", ".htm", ".html"}
"""The endings of workbooks saved as web pages, which are refused with that reason rather than passed over."""
_NAMES_ARE_UTF8 = 1 << 11


def names(source: SourceFile) -> list[str]:
    """List the workbooks of an archive as `archive.zip/inner.xlsx`; none for what is no archive or cannot be opened."""
    if kind_of(source.content) != "archive":
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            return [f"{source.name}/{_name(info)}" for info in archive.infolist() if _is_workbook(info.filename)]
    except UNPACKING_ERRORS:
        return []


def members(source: SourceFile, limits: Settings, unread: list[Problem] | None = None) -> Iterator[SourceFile]:
    """Give the archive's workbooks in the order of their names; leavings of Mac and Excel are passed over.

    Raises Refused when there is none, when there are too many, when they are too large, or when one is encrypted or
    broken; with `unread` such a one goes there, and the others are given.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            infos = [info for info in archive.infolist() if _is_workbook(info.filename)]
            _check_size(source, infos, limits)
            for info in sorted(infos, key=lambda info: info.filename):
                try:
                    member = SourceFile(f"{source.name}/{_name(info)}", _content(archive, info, source))
                except Refused as refusal:
                    if unread is None:
                        raise
                    unread.append(refusal.problem)
                else:
                    yield member
    except UNPACKING_ERRORS as error:
        raise Refused(problem("broken_workbook", file=source.name)) from error


def _is_workbook(name: str) -> bool:
    path = PurePosixPath(name)
    leavings = path.parts[:1] == ("__MACOSX",) or path.name.startswith(("~$", "."))
    return not leavings and path.suffix.lower() in _WORKBOOK_ENDINGS | _WEB_ENDINGS


def _check_size(source: SourceFile, infos: list[zipfile.ZipInfo], limits: Settings) -> None:
    if not infos:
        raise Refused(problem("no_roster_in_zip", file=source.name))
    count = len(infos)
    if count > limits.max_archive_files:
        raise Refused(problem("too_many_files", file=source.name, size=count, limit=limits.max_archive_files))
    unpacked = sum(info.file_size for info in infos) // 2**20
    if unpacked > limits.max_archive_mb:
        raise Refused(problem("file_too_large", file=source.name, size=unpacked, limit=limits.max_archive_mb))
    for info in infos:
        if info.file_size > limits.max_file_mb * 2**20:
            name, size = f"{source.name}/{_name(info)}", info.file_size // 2**20
            raise Refused(problem("file_too_large", file=name, size=size, limit=limits.max_file_mb))


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a part: old zip programs wrote UTF-8 without saying so, and Python then reads code page 437."""
    if info.flag_bits & _NAMES_ARE_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: SourceFile) -> bytes:
    if info.flag_bits & 0x1:
        raise Refused(problem("encrypted_workbook", file=f"{source.name}/{_name(info)}"))
    try:
        return unpacked(archive, info)
    except UNPACKING_ERRORS as error:
        raise Refused(problem("broken_workbook", file=f"{source.name}/{_name(info)}")) from error
