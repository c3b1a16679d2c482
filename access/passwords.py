"""Passwords: which are good enough, and how they are kept (Argon2id with the parameters of RFC 9106)."""

import secrets
import unicodedata
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from reference import limit

_AT_ONCE = BoundedSemaphore(2)
"""Each takes 64 MB for a moment: many at once would be a way to fill the machine's memory."""
_LONGEST = 200
_PLAIN_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 3, 4
_WORN = frozenset({"1234567890", "0123456789", "0987654321", "9876543210", "qwertyuiop", "matkhau123", "password123"})
"""Passwords that guessers try first, as long as one must be."""


def weakness(password: str, name: str) -> str:
    """Say why a password will not do for the account of that name; «» for one that does."""
    least = int(limit("password_letters"))
    if len(password) < least:
        return f"Mật khẩu cần ít nhất {least} ký tự; nên là vài từ dễ nhớ ghép lại."
    if len(password) > _LONGEST:
        return f"Mật khẩu không được dài quá {_LONGEST} ký tự."
    small = password.lower()
    if name in small or small in _WORN or len(set(small)) < least // 2:
        return "Mật khẩu này quá dễ đoán. Hãy chọn mật khẩu khác, không chứa tên đăng nhập."
    return ""


def first_of(name: str) -> str:
    """Make a password for the first sign-in of the account of that name: «k7mt-w3hx-pqbd», easy to read off a paper.

    Twelve signs of thirty-one at random are sixty bits; none looks like another (0 and o, 1 and l).
    """
    groups = max(_GROUPS, -(-int(limit("password_letters")) // (_GROUP + 1)))
    while True:
        password = "-".join("".join(secrets.choice(_PLAIN_SIGNS) for _ in range(_GROUP)) for _ in range(groups))
        if not weakness(password, name):
            return password


def kept(password: str) -> str:
    """Give what is kept of a password: its hash with a salt of its own."""
    with _AT_ONCE:
        return _hasher().hash(_plain(password))


def fits(kept_hash: str | None, password: str) -> bool:
    """Tell whether it is the password; takes as long where there is none to compare with."""
    with _AT_ONCE:
        try:
            return _hasher().verify(kept_hash or _nobodys(), _plain(password)[:_LONGEST]) and kept_hash is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept_hash: str) -> bool:
    """Tell whether a hash was made with weaker parameters than today's."""
    return _hasher().check_needs_rehash(kept_hash)


def _plain(password: str) -> str:
    """Write letters with marks in one way: keyboards differ in whether «ế» is one sign or three."""
    return unicodedata.normalize("NFC", password)


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hasher().hash("nobody has this password")
