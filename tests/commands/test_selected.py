"""Writing a file where there is no room for it."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from commands.common import InputError
from commands.selected import require_folder, writer

if sys.platform != "win32":  # only POSIX can limit the size of a process's files

    @contextmanager
    def _room(size: int) -> Iterator[None]:
        """A machine that writes no file larger than `size` bytes."""
        import resource

        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            signal.signal(signal.SIGXFSZ, ignored)

    def test_a_full_disk_is_a_sentence_and_what_was_there_stays(tmp_path: Path) -> None:
        path = tmp_path / "a.docx"
        path.write_bytes(b"before")
        with _room(10_000), pytest.raises(InputError, match="đã đầy"):
            writer(path)(b"x" * 200_000)
        assert path.read_bytes() == b"before"
        assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    require_folder(tmp_path / "a.docx")
    with pytest.raises(InputError, match="tạo thư mục"):
        require_folder(tmp_path / "none" / "a.docx")
