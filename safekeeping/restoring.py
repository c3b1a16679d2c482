"""The way back: a backup takes the place of what is there, and what was there is kept aside."""

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, make_url

import database
import sealing
from access import events
from etl.identities import KEY_FILE
from migrations.upgrade import revisions
from private_files import make_folder, private
from safekeeping import snapshots
from safekeeping.backups import Manifest, Progress, clear_abandoned, tried
from safekeeping.errors import SafekeepingError
from safekeeping.presence import alone
from settings import Settings

_EVENT = "Phục hồi bản sao lưu"
_STAGED = f"{KEY_FILE}."
"""The name of a restored key until its database is in place; the rest is the database's mark (`_mark_of`)."""
_NOTE = "phục hồi, chưa ghi nhật ký: "


@dataclass(frozen=True, slots=True)
class Restoration:
    """A restored backup's manifest, and the folder with the former data; None: there were none."""

    manifest: Manifest
    former: Path | None


def restore(
    settings: Settings, backup: Path, progress: Progress, prepare: Callable[[str], None] | None = None
) -> Restoration:
    """Put a backup in the place of the data; nothing changes before the whole backup was tried.

    `prepare`: what brings a database to this program's tables; then the restoration is an event in it. Without it the
    database stays as it was saved, for another version of the program. Killed at any moment, either the former database
    is in its place or the restored one with its event, and after `finish` the key of the same. Raises SafekeepingError.
    """
    url, kind = settings.database_url, snapshots.kind_of(settings.database_url)
    make_folder(settings.data_dir)
    place = _place(settings)
    clear_abandoned(place)
    progress("Đang thử bản sao lưu", 0, 1)
    with tried(url, backup, place) as (manifest, folder), private():
        _check_fits(manifest, kind)
        progress("Đang phục hồi", 0, 1)
        with alone(url):
            _settle_key(settings)
            moment = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"
            former = Path(tempfile.mkdtemp(prefix=f"truoc-khi-phuc-hoi-{moment}-", dir=settings.data_dir))
            _restore_originals(folder / "originals", settings.originals_dir, former, set(manifest.damaged))
            if kind == snapshots.SQLITE:
                if prepare is not None:
                    _make_ready(folder / manifest.database, manifest.made_at, prepare)
                _stage_key(folder / KEY_FILE, settings, _mark_of_file(folder / manifest.database), former)
                _replace_file(folder / manifest.database, Path(make_url(url).database or ""), former)
                _settle_key(settings)
            else:
                with snapshots.taken(url, former / manifest.database):
                    pass
                note = _NOTE + manifest.made_at if prepare is not None else ""
                _stage_key(folder / KEY_FILE, settings, _NOTED if note else "", former)
                snapshots.replace_postgresql(url, folder / "database.sql", note)
                _settle_key(settings)
                if prepare is not None:
                    prepare(url)
                    settle(url)
    progress("Đang phục hồi", 1, 1)
    return Restoration(manifest, _kept(former))


def _make_ready(file: Path, made_at: str, prepare: Callable[[str], None]) -> None:
    """Write the event into a restored file before it is anybody's: the two come into their place together."""
    url = URL.create("sqlite", database=str(file)).render_as_string()
    try:
        prepare(url)
        events.record(url, "settings", _EVENT, {"bản ghi lúc": made_at})
    finally:
        database.close(url)


def settle(url: str) -> None:
    """Write down the event of a restoration on PostgreSQL that was cut off before it could; nothing where none was."""
    with database.reading(url) as connection:
        if not snapshots.note_in(connection).startswith(_NOTE):
            return
    with database.writing(url) as connection:
        note = snapshots.note_in(connection)
        if note.startswith(_NOTE):
            events.add(connection, "settings", _EVENT, {"bản ghi lúc": note.removeprefix(_NOTE)})
            snapshots.remove_note(connection)


def finish(settings: Settings) -> None:
    """Bring the key of a restoration that was cut off to the side of its database; nothing while one is at work."""
    if any(settings.data_dir.glob(f"{_STAGED}*")):
        with suppress(SafekeepingError), alone(settings.database_url):
            _settle_key(settings)


def _place(settings: Settings) -> Path:
    """Give the folder to unpack in: the database's own, so that the file only has to change its name."""
    if snapshots.kind_of(settings.database_url) == snapshots.SQLITE:
        folder = Path(make_url(settings.database_url).database or "").resolve().parent
        make_folder(folder)
        return folder
    return settings.data_dir


def _check_fits(manifest: Manifest, kind: str) -> None:
    if manifest.kind != kind:
        names = {snapshots.SQLITE: "SQLite", snapshots.POSTGRESQL: "PostgreSQL"}
        raise SafekeepingError(
            f"Bản sao lưu này của cơ sở dữ liệu {names[manifest.kind]}, còn nơi phục hồi là {names[kind]}. Hãy ghi "
            "đúng địa chỉ bằng --database."
        )
    if manifest.revision not in revisions():
        raise SafekeepingError(
            "Bản sao lưu này do một bản mới hơn của chương trình ghi. Hãy dùng bản mới của chương trình."
        )


def _replace_file(restored: Path, target: Path, former: Path) -> None:
    """Keep the former file and its log under second names, then rename: at each moment one whole database is there."""
    for ending in ("", "-wal", "-shm"):
        path = target.with_name(target.name + ending)
        if path.is_file() and path.stat().st_size:
            _second_name(path, former / path.name)
        if ending:
            path.unlink(missing_ok=True)
    try:
        restored.replace(target)
    except PermissionError:  # Windows: somebody has the file open
        raise SafekeepingError(
            "Cơ sở dữ liệu đang được chương trình khác mở. Hãy đóng bảng số liệu rồi làm lại."
        ) from None
    _sync(target.parent)


def _second_name(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except OSError:
        shutil.copy2(path, name)


def _restore_originals(restored: Path, folder: Path, former: Path, damaged: set[str]) -> None:
    """Put back the originals that are gone or changed; one that is right stays, and none is deleted."""
    for path in sorted(restored.rglob("*.*")):
        target = folder / path.parent.name / path.name
        if f"originals/{path.parent.name}/{path.name}" in damaged or (target.is_file() and _is_right(target)):
            continue
        make_folder(target.parent)
        if target.is_file():
            make_folder(former / "originals")
            _second_name(target, former / "originals" / target.name)
        shutil.move(path, target)


def _stage_key(restored: Path, settings: Settings, mark: str, former: Path) -> None:
    """Lay the key that the restored marks were made with beside the present one; a backup without one has no marks.

    It takes its place once the database of that mark has (`_settle_key`); without a mark at once.
    """
    target = settings.data_dir / KEY_FILE
    if not restored.is_file() or (target.is_file() and target.read_bytes() == restored.read_bytes()):
        return
    if target.is_file():
        _second_name(target, former / KEY_FILE)
    staged = settings.data_dir / f"{_STAGED}{mark}"
    shutil.move(restored, staged if mark else target)
    _sync(settings.data_dir)


def _settle_key(settings: Settings) -> None:
    """Put a staged key into its place where its database is there, else away."""
    for staged in settings.data_dir.glob(f"{_STAGED}*"):
        if staged.name == f"{_STAGED}{_mark_of(settings.database_url)}":
            staged.replace(settings.data_dir / KEY_FILE)
        else:
            staged.unlink()
        _sync(settings.data_dir)


_NOTED = "note"
"""The mark of a PostgreSQL database that has the note of a restoration."""


def _mark_of(url: str) -> str:
    if snapshots.kind_of(url) == snapshots.SQLITE:
        return _mark_of_file(Path(make_url(url).database or ""))
    with database.reading(url) as connection:
        return _NOTED if snapshots.note_in(connection).startswith(_NOTE) else ""


def _mark_of_file(path: Path) -> str:
    """Tell one file from another: a renamed one keeps its mark."""
    return str(path.stat().st_ino) if path.is_file() else ""


def _is_right(original: Path) -> bool:
    return sealing.digest(original) == original.stem


def _kept(former: Path) -> Path | None:
    """Give the folder of former data, unless it is empty: then it goes."""
    if any(former.iterdir()):
        return former
    former.rmdir()
    return None


def _sync(folder: Path) -> None:
    """Have the folder's new entry written down, where the system lets it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
