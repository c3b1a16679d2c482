"""Files and folders that only their owner may open: rosters hold personal data, and a machine has other accounts.

Windows keeps a user's files from other users by the folder that they lie in; nothing here changes anything there.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FOLDER, _FILE = 0o700, 0o600


@contextmanager
def private() -> Iterator[None]:
    """Make every file that this process writes one for its owner alone, until the end."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, for their owner alone."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=_FOLDER, exist_ok=True)


def make_file(path: Path) -> None:
    """Make an empty file for its owner alone, and take back what others may do with one that is there.

    Where neither can be done, whoever opens the file says why.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, _FILE))
    tighten(path)


def tighten(path: Path) -> None:
    """Take back what others may do with a file or folder of ours; one that all users share (/tmp) stays as it is."""
    if os.name == "nt":
        return
    with suppress(OSError):
        status = path.lstat()
        wide = stat.S_IMODE(status.st_mode) & 0o077
        plain = stat.S_ISREG(status.st_mode) or (stat.S_ISDIR(status.st_mode) and not status.st_mode & stat.S_ISVTX)
        if wide and plain and status.st_uid == os.geteuid():
            path.chmod(stat.S_IMODE(status.st_mode) & ~0o077)


def tighten_tree(folder: Path) -> None:
    """Take back what others may do with a folder and all that is in it."""
    tighten(folder)
    for path in folder.rglob("*"):
        tighten(path)
