"""Files that only the office's key opens: originals and backups, sealed by AES-256-GCM of the library `cryptography`.

A sealed file begins with `MAGIC`, the salt that its key was made with and its nonce, and ends with GCM's tag over all
of it. The key is made by scrypt from the words of a file, or from what somebody typed at the start of the program.
The library comes with the first sealed file: offices without a key do without its 9 MB.
"""

import getpass
import os
import sys
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import IO

import settings
from private_files import make_folder, private

MAGIC = b"WFSEAL1\n"
_SALT, _NONCE, _TAG = 16, 12, 16
_HEAD = len(MAGIC) + _SALT + _NONCE
_BLOCK = 1 << 20
PROMPT = "prompt"
"""The setting with which the words are typed when the program starts."""
_SHORTEST = 16
"""Letters of the key's words."""
_SALT_FILE = "seal.salt"


class SealedError(Exception):
    """A file cannot be sealed or opened; the message is a Vietnamese sentence."""


# The key


def is_on() -> bool:
    """Tell whether originals and backups are sealed."""
    return bool(settings.from_environment().key_file)


def prepare() -> None:
    """Ask for the key's words, or read their file, before anything is written. Raises SealedError."""
    if is_on():
        _words()


def new_words() -> str:
    """Invent words for a key: 256 random bits."""
    return os.urandom(32).hex()


def _words() -> bytes:
    place = settings.from_environment().key_file
    if not place:
        raise SealedError(
            "Tệp đã được mã hóa. Hãy đặt biến môi trường WORKFORCE_KEY_FILE là tệp khóa (hoặc prompt) rồi làm lại."
        )
    words = _typed() if place == PROMPT else _read(Path(place))
    if len(words) < _SHORTEST:
        raise SealedError(
            f"Khóa mã hóa phải có ít nhất {_SHORTEST} ký tự. Tạo khóa mới: python3 manage.py seal --new-key TỆP"
        )
    return words


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes().strip()
    except OSError:
        raise SealedError(f"Không đọc được tệp khóa mã hóa «{path}».") from None


@lru_cache(maxsize=1)
def _typed() -> bytes:
    if not sys.stdin.isatty():
        raise SealedError("Cần nhập khóa mã hóa ở màn hình lệnh, hoặc đặt WORKFORCE_KEY_FILE là tệp khóa.")
    return getpass.getpass("Khóa mã hóa: ").strip().encode()


@lru_cache(maxsize=1024)
def _key(words: bytes, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=1 << 15, r=8, p=1).derive(words)


def _salt() -> bytes:
    """Give the salt of this data folder: one for all of its files, so that a key is made once."""
    path = settings.from_environment().data_dir / _SALT_FILE
    if not path.is_file() or path.stat().st_size != _SALT:
        make_folder(path.parent)
        draft = path.with_name(f"{_SALT_FILE}.{os.getpid()}")
        with private():
            draft.write_bytes(os.urandom(_SALT))
        draft.replace(path)
    return path.read_bytes()


# Bytes


def is_sealed(content: bytes) -> bool:
    """Tell whether bytes are a sealed file's."""
    return content.startswith(MAGIC)


def seal(content: bytes) -> bytes:
    """Seal bytes where there is a key, else leave them as they are. Raises SealedError."""
    if not is_on():
        return content
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = _salt(), os.urandom(_NONCE)
    head = MAGIC + salt + nonce
    return head + AESGCM(_key(_words(), salt)).encrypt(nonce, content, head)


def unseal(content: bytes) -> bytes:
    """Open bytes that are sealed; others are given back. Raises SealedError."""
    if not is_sealed(content):
        return content
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head, sealed = content[:_HEAD], content[_HEAD:]
    salt, nonce = head[len(MAGIC) : len(MAGIC) + _SALT], head[-_NONCE:]
    try:
        return AESGCM(_key(_words(), salt)).decrypt(nonce, sealed, head)
    except InvalidTag:
        raise _wrong() from None


def _wrong() -> SealedError:
    return SealedError("Không giải mã được: khóa không đúng, hoặc tệp đã bị thay đổi.")


# Files


def is_sealed_file(path: Path) -> bool:
    """Tell whether a file is sealed."""
    with path.open("rb") as file:
        return is_sealed(file.read(len(MAGIC)))


def seal_file(source: Path, target: Path) -> None:
    """Seal a file of whatever size into another one. Raises SealedError."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import GCM

    salt, nonce = _salt(), os.urandom(_NONCE)
    head = MAGIC + salt + nonce
    work = Cipher(AES(_key(_words(), salt)), GCM(nonce)).encryptor()
    work.authenticate_additional_data(head)
    with source.open("rb") as plain, target.open("wb") as sealed:
        sealed.write(head)
        for block in iter(lambda: plain.read(_BLOCK), b""):
            sealed.write(work.update(block))
        sealed.write(work.finalize() + work.tag)


def unseal_file(source: Path, target: Path) -> None:
    """Open a sealed file into another one, which goes unless all of it is as it was sealed. Raises SealedError."""
    with target.open("wb") as plain:
        try:
            _open(source, plain.write)
        except SealedError:
            plain.close()
            target.unlink()
            raise


def digest(path: Path) -> str:
    """Give SHA-256 (hexadecimal) of what a file holds, sealed or not. Raises SealedError, OSError."""
    seen = sha256()
    if is_sealed_file(path):
        _open(path, seen.update)
        return seen.hexdigest()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(_BLOCK), b""):
            seen.update(block)
    return seen.hexdigest()


def _open(source: Path, take: Callable[[bytes], object]) -> None:
    """Hand on what a sealed file holds, block by block; whoever takes it believes it when this returns."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import GCM

    with source.open("rb") as sealed:
        head, size = sealed.read(_HEAD), source.stat().st_size - _HEAD - _TAG
        if size < 0:
            raise _wrong()
        sealed.seek(-_TAG, os.SEEK_END)
        tag = sealed.read(_TAG)
        sealed.seek(_HEAD)
        salt, nonce = head[len(MAGIC) : len(MAGIC) + _SALT], head[-_NONCE:]
        work = Cipher(AES(_key(_words(), salt)), GCM(nonce, tag)).decryptor()
        work.authenticate_additional_data(head)
        _hand_on(sealed, size, work.update, take)
        try:
            work.finalize()
        except InvalidTag:
            raise _wrong() from None


def _hand_on(sealed: IO[bytes], size: int, work: Callable[[bytes], bytes], take: Callable[[bytes], object]) -> None:
    left = size
    while left and (block := sealed.read(min(_BLOCK, left))):
        left -= len(block)
        take(work(block))
