"""The files as they were handed in, kept under their SHA-256: any number can be held against them."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePath

import sealing
from private_files import make_folder

_ENDINGS = {".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt"}


def path_of(folder: Path, sha256: str, name: str) -> Path:
    """Give the path under which a file of that hash is kept; the name only lends its ending."""
    ending = PurePath(name).suffix.lower()
    return folder / sha256[:2] / f"{sha256}{ending if ending in _ENDINGS else '.bin'}"


def keep(folder: Path, sha256: str, name: str, content: bytes) -> None:
    """Write a file once; a reader never sees half of it, and two writers of the same bytes do no harm."""
    target = path_of(folder, sha256, name)
    if target.exists():
        return
    make_folder(target.parent)
    handle, draft = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(sealing.seal(content))
        Path(draft).replace(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)  # of a full disk half a file is left
        raise


def reader(folder: Path, sha256: str, name: str) -> Callable[[], bytes] | None:
    """Give what reads a file that was kept; None where somebody has taken it away.

    Reading raises SealedError where the file is sealed and there is no key, or another one.
    """
    path = path_of(folder, sha256, name)
    return (lambda: sealing.unseal(path.read_bytes())) if path.is_file() else None


def reseal(folder: Path, *, is_open: bool, progress: Callable[[str, int, int], None]) -> int:
    """Seal every file that is kept, or open all of them; give the number of those that changed.

    Each is exchanged as a whole: killed in between, some are sealed and some are not, and all can be read.
    """
    changed, paths = 0, sorted(path for path in folder.glob("??/*") if path.suffix != ".tmp")
    for number, path in enumerate(paths):
        progress("Đang mã hóa các tệp gốc" if not is_open else "Đang giải mã các tệp gốc", number, len(paths))
        content = path.read_bytes()
        if sealing.is_sealed(content) == is_open:
            _exchange(path, sealing.unseal(content) if is_open else sealing.seal(content))
            changed += 1
    return changed


def _exchange(target: Path, content: bytes) -> None:
    handle, draft = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(target)


def remove(folder: Path, sha256: str, name: str) -> bool:
    """Remove a file that was kept; False where it was gone already."""
    path = path_of(folder, sha256, name)
    if not path.is_file():
        return False
    path.unlink()
    return True
