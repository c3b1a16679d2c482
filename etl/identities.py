"""Identity numbers as marks: HMAC-SHA256 under the office's own key, so that one person is known on two days.

The number itself is never stored, and a mark cannot be turned back by trying all numbers without the key.
"""

import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from private_files import make_folder

KEY_FILE = "identity.key"
_KEY_BYTES = 32


class Identities:
    """Turns identity numbers into marks; the key is made in the data folder when the first number needs it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / KEY_FILE

    def mark(self, number: str) -> str | None:
        """Give the mark of a number (64 hexadecimal digits); None for no number."""
        return hmac.digest(self._key, number.encode(), "sha256").hex() if number else None

    @cached_property
    def _key(self) -> bytes:
        if not self._path.is_file() or not self._path.stat().st_size:
            _make(self._path)
        return self._path.read_bytes()


def _make(path: Path) -> None:
    """Write a new key for the owner alone; of two processes at once the first one's key stays."""
    make_folder(path.parent)
    handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".tmp")  # its mode is 0600
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(_KEY_BYTES))
    with suppress(FileNotFoundError):
        if not path.stat().st_size:
            path.unlink()
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without second names
        Path(draft).replace(path)
    Path(draft).unlink(missing_ok=True)
