"""Sealed originals and backups: read with the office's key alone, through every command that touches them."""

import errno
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from sqlalchemy import select

import database
import sealing
from access import erasing
from commands import dispatch
from etl import originals
from etl.erasing import Person
from models import ImportFile
from safekeeping import backups, checking, restoring
from sealing import SealedError
from settings import Settings, from_environment
from tests.access.test_recorded import OWN, file_of, load

WORDS = "chín chữ dài của cơ quan"
WHO = Person(OWN.code, "Nguyễn Thị Bưởi 0", "1975-03-01")
SECRET = "Nguyễn Thị Bưởi".encode()


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "khoa"
    path.write_text(WORDS + "\n", encoding="utf-8")
    monkeypatch.setenv("WORKFORCE_KEY_FILE", str(path))
    return path


@pytest.fixture
def settings(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, key: Path) -> Settings:
    """One roster that was loaded with a key."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    assert load(sqlite_url, file_of(OWN.name)).status == "loaded"
    return from_environment()


def kept(settings: Settings) -> list[Path]:
    return [path for path in settings.originals_dir.rglob("*.*") if path.is_file()]


def faults(settings: Settings) -> list[str]:
    return [each.sentence for each in checking.findings(settings, lambda *_: None) if not each.is_right]


def test_a_sealed_file_is_what_the_library_makes_of_it(key: Path, tmp_path: Path) -> None:
    """Opened here by hand: whoever has the words and the page on the format can do without this program."""
    plain = tmp_path / "a"
    plain.write_bytes(SECRET * 100_000)  # more than a block
    sealing.seal_file(plain, tmp_path / "b")
    content = (tmp_path / "b").read_bytes()
    head, salt, nonce = content[:36], content[8:24], content[24:36]
    secret = Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(WORDS.encode())
    assert AESGCM(secret).decrypt(nonce, content[36:], head) == plain.read_bytes()
    assert sealing.unseal(content) == plain.read_bytes()
    sealing.unseal_file(tmp_path / "b", tmp_path / "c")
    assert (tmp_path / "c").read_bytes() == plain.read_bytes()
    assert sealing.seal(SECRET) != sealing.seal(SECRET)


@pytest.mark.parametrize("place", [3, 10, 30, 40, -1])
def test_a_changed_or_cut_file_does_not_open_and_leaves_nothing(key: Path, tmp_path: Path, place: int) -> None:
    content = bytearray(sealing.seal(SECRET))
    content[place] ^= 1
    for wrong in (bytes(content), sealing.seal(SECRET)[:-5], sealing.seal(SECRET)[:20]):
        if not sealing.is_sealed(wrong):
            continue
        (tmp_path / "b").write_bytes(wrong)
        with pytest.raises(SealedError):
            sealing.unseal_file(tmp_path / "b", tmp_path / "c")
        assert not (tmp_path / "c").exists()
        with pytest.raises(SealedError):
            sealing.digest(tmp_path / "b")


def test_an_original_lies_sealed_and_is_read_as_it_was_handed_in(settings: Settings) -> None:
    (path,) = kept(settings)
    assert sealing.is_sealed(path.read_bytes())
    with database.reading(settings.database_url) as connection:
        row = connection.execute(select(ImportFile.sha256, ImportFile.name)).one()
    read = originals.reader(settings.originals_dir, row.sha256, row.name)
    assert read is not None
    assert sha256(read()).hexdigest() == row.sha256
    assert faults(settings) == []


def test_another_key_and_no_key_are_told_and_nothing_changes(
    settings: Settings, key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (path,) = kept(settings)
    before = path.read_bytes()
    for words in ("một khóa khác hẳn, cũng dài", ""):
        key.write_text(words, encoding="utf-8")
        if not words:
            monkeypatch.delenv("WORKFORCE_KEY_FILE")
        assert dispatch.run("backup", [str(tmp_path / "b.zip")]) == 3
        assert dispatch.run("check", []) == 1
        output = capsys.readouterr()
        assert "khóa" in output.err + output.out
        assert "Traceback" not in output.err
        with pytest.raises(SealedError):
            erasing.person(from_environment(), WHO, everywhere=False, reason="")
    assert not (tmp_path / "b.zip").exists()
    assert path.read_bytes() == before


def test_a_backup_is_sealed_and_restored(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "sao-luu" / "b.zip"
    backups.write(settings, target, lambda *_: None)
    assert sealing.is_sealed_file(target)
    assert [path.name for path in target.parent.iterdir()] == ["b.zip"]
    (path,) = kept(settings)
    path.unlink()
    assert faults(settings)
    restoring.restore(settings, target, lambda *_: None)
    assert faults(settings) == []
    monkeypatch.delenv("WORKFORCE_KEY_FILE")
    with pytest.raises(SealedError):
        restoring.restore(from_environment(), target, lambda *_: None)


def test_originals_are_sealed_and_opened_again_by_the_command(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, is_sealed, number in ((["--open"], False, 1), (["--open"], False, 0), ([], True, 1), ([], True, 0)):
        assert dispatch.run("seal", words) == 0
        assert f"{number} tệp gốc" in capsys.readouterr().out
        assert [sealing.is_sealed_file(path) for path in kept(settings)] == [is_sealed]
        assert faults(settings) == []


def test_a_person_is_taken_out_of_a_sealed_original(settings: Settings) -> None:
    assert erasing.person(settings, WHO, everywhere=False, reason="").rewritten == 1
    (path,) = kept(settings)
    assert sealing.is_sealed_file(path)
    assert faults(settings) == []


def test_a_new_key_is_its_owners_alone_and_replaces_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "khoa"
    assert dispatch.run("seal", ["--new-key", str(path)]) == 0
    assert path.stat().st_mode & 0o077 == 0
    words = path.read_text(encoding="ascii")
    assert len(words.strip()) == 64
    assert dispatch.run("seal", ["--new-key", str(path)]) == 3
    assert path.read_text(encoding="ascii") == words
    assert dispatch.run("seal", []) == 3
    assert "khóa" in capsys.readouterr().err


def test_a_key_that_finds_no_room_leaves_no_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "khoa"

    def full() -> str:
        raise OSError(errno.ENOSPC, "x")

    with monkeypatch.context() as patch:
        patch.setattr(sealing, "new_words", full)
        assert dispatch.run("seal", ["--new-key", str(path)]) == 3
    assert not path.exists()


def test_a_short_key_is_refused(key: Path) -> None:
    key.write_text("ngắn", encoding="utf-8")
    with pytest.raises(SealedError, match="16"):
        sealing.prepare()
