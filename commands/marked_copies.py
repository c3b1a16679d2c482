"""`load --annotate DIR`: the rosters back as files with their bad cells marked."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from access import recorded
from commands.common import InputError
from etl.problems import Problem, problem
from etl.records import SourceFile
from settings import Settings


def refusal(folder: Path) -> Problem | None:
    """Make the folder; give a problem where nothing can be written into it, asked before anything is loaded."""
    trial = folder / f".{os.getpid()}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.write_bytes(b"")
        trial.unlink()
    except OSError:
        return problem("folder_not_writable", value=str(folder))
    return None


def write_copies(
    folder: Path, paths: Sequence[Path], sources: Sequence[SourceFile], problems: Sequence[Problem], settings: Settings
) -> Iterator[Path]:
    """Write a marked copy of every file that has problems; give their paths.

    `paths` are those of the files themselves, which are never written over. Raises InputError.
    """
    originals = {path.resolve() for path in paths}
    for copy in recorded.marked_copies(settings.database_url, sources, problems, settings):
        target = _beside(folder / copy.name, originals)
        _write(target, copy.content)
        yield target


def _beside(target: Path, originals: set[Path]) -> Path:
    free, number = target, 2
    while free.resolve() in originals:
        free, number = target.with_stem(f"{target.stem}-{number}"), number + 1
    return free


def _write(target: Path, content: bytes) -> None:
    """Write so that a reader never sees half of the file. Raises InputError."""
    draft = target.with_name(f".{os.getpid()}.tmp")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise InputError(
            f"Không ghi được bản đánh dấu lỗi «{target}». Hãy kiểm tra thư mục, và đóng tệp nếu đang mở."
        ) from error
