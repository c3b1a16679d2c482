"""The program's files exchanged for those of another version; a kill at any moment is made good at the next start.

Standard library only: `manage.py` comes here before anything else. Each file is replaced at once by a rename; the note
`.update/exchange.json` stands from the first to the last of them, and whoever finds it goes on. Not a command itself.
"""

import contextlib
import json
import os
import shutil
from pathlib import Path
from typing import Any, Iterable  # noqa: UP035  an older Python must be able to read this file

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".update"
MANIFEST = "bundle.json"
"""The list of a version's files with their SHA-256, at the top of the program's folder; it is exchanged last."""
NOTE = FOLDER / "exchange.json"
BACK = FOLDER / "back"
"""A mark that stands while `update --back` brings back first the data, then the program that they are of."""


def files_of(folder: Path) -> "dict[str, str]":
    """Read the manifest of a folder: relative path -> SHA-256; empty where there is none."""
    try:
        return dict(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def keep(folder: Path) -> None:
    """Give the program's present files a second name in a folder, for the way back."""
    for name in [*files_of(ROOT), MANIFEST]:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(ROOT / name, target)
        except OSError:
            with contextlib.suppress(FileNotFoundError):
                shutil.copy2(ROOT / name, target)


def exchange(folder: Path) -> None:
    """Put a folder's files in the place of the program's; those that it has not go."""
    gone = sorted(set(files_of(ROOT)) - set(files_of(folder)))
    _write(NOTE, {"folder": folder.name, "files": sorted(files_of(folder)), "gone": gone})
    finish()


def finish() -> bool:
    """Bring an exchange that was begun to its end; False where there was none."""
    try:
        note: Any = json.loads(NOTE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    folder = FOLDER / note["folder"]
    for name in [*note["files"], MANIFEST]:
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):  # it has gone over already
            (folder / name).replace(ROOT / name)
    _remove(note["gone"])
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(FileNotFoundError):
        BACK.unlink()
    NOTE.unlink()
    return True


def _remove(names: "Iterable[str]") -> None:
    """Remove files, and the folders that have become empty."""
    for name in names:
        with contextlib.suppress(FileNotFoundError):
            (ROOT / name).unlink()
        with contextlib.suppress(OSError):
            os.removedirs((ROOT / name).parent)


def _write(path: Path, content: "dict[str, Any]") -> None:
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
