"""What other accounts of the machine can open of the data: nothing, whatever the files were before."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import private_files
from commands import dispatch
from tests.rosters import people, roster

NOBODY = 65534


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder in a place that everybody may enter, as an administrator may have chosen one."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        monkeypatch.setenv("WORKFORCE_DATA_DIR", str(place / "data"))
        file = place / "danh-sach.xlsx"
        file.write_bytes(roster(people(3, "Phường Đáp Cầu"), date(2023, 12, 31)))
        assert dispatch.run("load", [str(file)]) == 0
        yield place / "data"


def modes(folder: Path) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in (folder, *folder.rglob("*"))}


def opened_by_another(path: Path) -> bool:
    """Try to open a file or folder as another user, as only root can; elsewhere its mode tells."""
    if os.geteuid() != 0:
        return bool(path.stat().st_mode & 0o077)
    words = ["ls" if path.is_dir() else "head", str(path)]
    tried = subprocess.run(words, check=False, user=NOBODY, group=NOBODY, extra_groups=[], capture_output=True)
    return tried.returncode == 0


def test_a_loads_files_are_their_owners_alone(data: Path) -> None:
    assert modes(data) == {0o700, 0o600}
    assert (data / "workforce.db").exists()
    assert (data / "originals").exists()
    assert opened_by_another(data.parent)
    assert not [path for path in (data, *data.rglob("*")) if opened_by_another(path)]


def test_what_an_earlier_version_left_open_is_closed(data: Path) -> None:
    for path in (data, *data.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    assert opened_by_another(data / "workforce.db")
    private_files.tighten_tree(data)
    assert modes(data) == {0o700, 0o600}
    assert not opened_by_another(data / "workforce.db")


def test_a_folder_that_all_users_share_stays_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    private_files.tighten(tmp_path)
    assert tmp_path.stat().st_mode & 0o7777 == 0o1777
