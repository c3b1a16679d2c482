"""A backup: one .zip with the database, the originals and a manifest of their SHA-256, tried before it counts.

manifest.json          program, moment, kind of database, counts, environment, files with their hashes
database.sqlite        or database.dump, as PostgreSQL's pg_dump writes it
originals/9f/9f2c….xlsx
identity.key           the key of the identity numbers' marks, where there is one
"""

import json
import os
import re
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import IO

import sealing
from etl import originals
from etl.identities import KEY_FILE
from private_files import make_folder, private
from safekeeping import snapshots
from safekeeping.errors import SafekeepingError
from settings import Settings, program_version

Progress = Callable[[str, int, int], None]

_FORMAT = 1
_MANIFEST = "manifest.json"
_DATABASES = {snapshots.SQLITE: "database.sqlite", snapshots.POSTGRESQL: "database.dump"}
_ORIGINAL = re.compile(r"originals/[0-9a-f]{2}/[0-9a-f]{64}\.[a-z]+")
_DRAFT = ".sao-luu-"
_BLOCK = 1 << 20
_ABANDONED = 24 * 3600.0
"""Seconds after which nobody works on a draft any more."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The list that a backup begins with; `damaged`: originals that were gone or changed when it was made."""

    kind: str
    revision: str
    imports: int
    people: int
    program: str
    made_at: str
    files: dict[str, str]
    damaged: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    format: int = _FORMAT

    @property
    def database(self) -> str:
        """The name of the database's file in the backup."""
        return _DATABASES[self.kind]

    @property
    def moment(self) -> datetime:
        """The moment at which it was made; ValueError where `made_at` tells none."""
        return datetime.fromisoformat(self.made_at)


def write(settings: Settings, target: Path, progress: Progress) -> Manifest:
    """Write a backup of everything and try it; `target` appears whole or not at all.

    Raises SafekeepingError where something is there already or the backup could not be read again.
    """
    if target.exists():
        raise SafekeepingError(f"Đã có «{target}». Hãy chọn tên tệp khác để không ghi đè bản sao lưu cũ.")
    make_folder(target.resolve().parent)
    clear_abandoned(target.resolve().parent)
    with private(), tempfile.TemporaryDirectory(dir=target.resolve().parent, prefix=_DRAFT) as name:
        draft = Path(name) / "draft.zip"
        manifest = _collect(settings, Path(name), draft, progress)
        progress("Đang thử phục hồi bản sao lưu", 0, 1)
        draft = _sealed(draft)
        with tried(settings.database_url, draft, Path(name)):
            _put(draft, target)
    progress("Đang thử phục hồi bản sao lưu", 1, 1)
    return manifest


def _sealed(draft: Path) -> Path:
    """Seal a finished backup where the office has a key; what is not sealed goes at once."""
    if not sealing.is_on():
        return draft
    sealed = draft.with_suffix(".sealed")
    sealing.seal_file(draft, sealed)
    draft.unlink()
    return sealed


def clear_abandoned(folder: Path) -> None:
    """Remove what a backup or a restoration that was killed had begun there, a day later."""
    for path in folder.glob(f"{_DRAFT}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                shutil.rmtree(path)


def _collect(settings: Settings, folder: Path, draft: Path, progress: Progress) -> Manifest:
    kind = snapshots.kind_of(settings.database_url)
    copy, hashes = folder / _DATABASES[kind], {}
    progress("Đang chép cơ sở dữ liệu", 0, 1)
    with snapshots.taken(settings.database_url, copy) as ask:
        revision, imports, people = _facts(ask)
        rows = [*ask(_FILES), *(ask(_WAITING) if revision >= _UPLOADS else ())]
        files = sorted({originals.path_of(settings.originals_dir, *row) for row in rows})
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        hashes[copy.name] = _add(archive, copy, copy.name)
        copy.unlink()
        for number, path in enumerate(files):
            progress("Đang chép các tệp gốc", number, len(files))
            name = f"originals/{path.parent.name}/{path.name}"
            if path.is_file():
                hashes[name] = _add(archive, path, name)
        if (key := settings.data_dir / KEY_FILE).is_file():
            hashes[KEY_FILE] = _add(archive, key, KEY_FILE)
        damaged = [f"originals/{path.parent.name}/{path.name}" for path in files if not _is_whole(path)]
        manifest = Manifest(
            kind,
            revision,
            imports=imports,
            people=people,
            program=program_version(),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            files=hashes,
            damaged=damaged,
            environment=_environment(),
        )
        archive.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
    return manifest


_FILES = "SELECT sha256, name FROM import_files WHERE released_at IS NULL UNION SELECT sha256, file FROM figure_imports"
_WAITING = (
    "SELECT upload_files.sha256, upload_files.name FROM upload_files "
    "JOIN uploads ON uploads.id = upload_files.upload_id WHERE uploads.status = 'waiting'"
)
_UPLOADS = "0027"
"""The revision that uploads came with: a backup does not change the database, which may be older."""


def _is_whole(original: Path) -> bool:
    """Tell whether an original is there as it was handed in. Raises SealedError where it is sealed by another key."""
    return original.is_file() and sealing.digest(original) == original.stem


def _facts(ask: snapshots.Ask) -> tuple[str, int, int]:
    """Ask for the revision and the numbers of imports and people, which the restored database must have again."""
    statements = (
        "SELECT version_num FROM alembic_version",
        "SELECT count(*) FROM imports",
        "SELECT count(*) FROM staff",
    )
    revision, imports, people = (ask(statement)[0][0] for statement in statements)
    return str(revision), int(imports), int(people)


def _environment() -> dict[str, str]:
    """Collect the program's settings of the environment; the database's address may hold a password and stays out."""
    return {name: value for name, value in sorted(os.environ.items()) if name.startswith("WORKFORCE_")}


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> str:
    """Add a file and give its hash."""
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    archive.write(path, name)
    return digest


def _put(draft: Path, target: Path) -> None:
    """Move the finished file to its place, which nobody may have taken meanwhile."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    if target.exists():
        raise SafekeepingError(f"Đã có «{target}».")
    draft.replace(target)


@contextmanager
def tried(url: str, path: Path, folder: Path) -> Iterator[tuple[Manifest, Path]]:
    """Restore a backup into a new folder inside `folder` and check it; give its manifest and that folder.

    Raises SafekeepingError where anything differs from the manifest, SealedError where the key does not open it.
    """
    with private(), _opened(path, folder) as archive, tempfile.TemporaryDirectory(dir=folder, prefix=_DRAFT) as name:
        manifest = _manifest(archive, path)
        _unpack(archive, manifest, Path(name), path)
        _check_database(url, manifest, Path(name))
        yield manifest, Path(name)


@contextmanager
def _opened(path: Path, folder: Path) -> Iterator[zipfile.ZipFile]:
    """Open a backup; of a sealed one an open copy lies beside until the end."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=_DRAFT) as name:
        try:
            if sealing.is_sealed_file(path):
                sealing.unseal_file(path, Path(name) / "open.zip")
                path = Path(name) / "open.zip"
            archive = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile):
            raise SafekeepingError(f"«{path.name}» không phải là bản sao lưu hoặc đã hỏng.") from None
        with archive:
            yield archive


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        content = json.loads(archive.read(_MANIFEST))
        manifest = Manifest(**content)
        names = {*manifest.files, _MANIFEST}
        usual = all(name in (manifest.database, KEY_FILE) or _ORIGINAL.fullmatch(name) for name in manifest.files)
        named = manifest.database in names and set(archive.namelist()) == names
        whole = manifest.format == _FORMAT and usual and named and manifest.moment.tzinfo is not None
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile, EOFError, OSError):
        whole = False
    if not whole:
        raise SafekeepingError(
            f"«{path.name}» không phải là bản sao lưu của chương trình này, hoặc do bản mới hơn ghi."
        )
    return manifest


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, folder: Path, path: Path) -> None:
    need = sum(info.file_size for info in archive.infolist())
    if need > shutil.disk_usage(folder).free:
        raise SafekeepingError(
            f"Ổ đĩa không đủ chỗ để mở bản sao lưu: cần {need // 1_000_000 + 1} MB ở «{folder.parent}»."
        )
    for name, digest in manifest.files.items():
        try:
            is_right = _unpacked(archive, name, folder / name) == digest
        except (zipfile.BadZipFile, EOFError, ValueError, RuntimeError, NotImplementedError):
            is_right = False
        if not is_right:
            raise SafekeepingError(f"Bản sao lưu «{path.name}» đã hỏng: «{name}» không đúng với mã SHA-256 của nó.")


def _unpacked(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    make_folder(target.parent)
    with archive.open(name) as source, target.open("wb+") as file:
        _copy(source, file)
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        return file_digest(file, "sha256").hexdigest()


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    shutil.copyfileobj(source, target, _BLOCK)


def _check_database(url: str, manifest: Manifest, folder: Path) -> None:
    """Open the restored database and count; of a dump, have it read to its end."""
    copy = folder / manifest.database
    if manifest.kind == snapshots.POSTGRESQL:
        snapshots.check_dump(url, copy, folder / "database.sql")
        return
    with snapshots.opened(copy) as ask:
        is_whole = [row[0] for row in ask("PRAGMA quick_check")] == ["ok"] and not ask("PRAGMA foreign_key_check")
        if not is_whole or _facts(ask) != (manifest.revision, manifest.imports, manifest.people):
            raise SafekeepingError("Cơ sở dữ liệu trong bản sao lưu bị hỏng.")
